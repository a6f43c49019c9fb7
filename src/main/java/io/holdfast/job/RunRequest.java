package io.holdfast.job;

import io.holdfast.input.SourceFormat;
import io.holdfast.query.QueryText;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import org.apache.hadoop.fs.Path;

/**
 * What a run is asked to do.
 *
 * @param format of the input files
 * @param query what to compute
 * @param inputs files, directories and globs
 * @param output the directory to make
 * @param reducers how many parts; empty to choose by the size of the input
 * @param partitioning which part gets a group
 * @param header whether each part begins with the column names
 * @param ifExists what to do about an earlier output
 * @param state the directory that keeps partial states of files, if there is to be one
 * @param keepCheckpoints whether the outputs of stages stay when the run has succeeded
 * @param checksum whether the input's content counts, not only lengths and times, for what is kept
 */
public record RunRequest(
    SourceFormat format,
    QueryText query,
    List<Path> inputs,
    Path output,
    OptionalInt reducers,
    Partitioning partitioning,
    boolean header,
    IfExists ifExists,
    Optional<Path> state,
    boolean keepCheckpoints,
    boolean checksum) {
  public RunRequest {
    inputs = List.copyOf(inputs);
  }

  /** Says whether an earlier output gives way. */
  boolean replace() {
    return ifExists == IfExists.REPLACE;
  }
}
