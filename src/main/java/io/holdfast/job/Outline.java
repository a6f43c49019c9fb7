package io.holdfast.job;

import io.holdfast.config.Setting;
import java.util.List;
import org.apache.hadoop.fs.Path;

/**
 * What a run would do.
 *
 * @param local whether it stays on this machine
 * @param files to read
 * @param bytes of all files
 * @param splits of the first stage, and so its map tasks
 * @param reducers of the first stage
 * @param stages in the order in which they run
 * @param output the directory that it would make
 * @param settings the effective ones, with where they come from
 * @param warnings what is not as somebody wanted it; one line each
 */
public record Outline(
    boolean local,
    List<Path> files,
    long bytes,
    int splits,
    int reducers,
    List<StageOutline> stages,
    Path output,
    List<Setting> settings,
    List<String> warnings) {
  public Outline {
    files = List.copyOf(files);
    stages = List.copyOf(stages);
    settings = List.copyOf(settings);
    warnings = List.copyOf(warnings);
  }
}
