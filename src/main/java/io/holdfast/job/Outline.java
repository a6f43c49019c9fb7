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
 * @param splits and so map tasks
 * @param reducers and so parts
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
    Path output,
    List<Setting> settings,
    List<String> warnings) {
  public Outline {
    files = List.copyOf(files);
    settings = List.copyOf(settings);
    warnings = List.copyOf(warnings);
  }
}
