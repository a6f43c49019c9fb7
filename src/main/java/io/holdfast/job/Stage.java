package io.holdfast.job;

import io.holdfast.output.OutputSettings;
import java.io.IOException;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.fs.Path;
import org.apache.hadoop.mapreduce.Job;

/** One MapReduce job of a plan. Implementations are the only callers of {@link Job}'s setters. */
interface Stage {
  /** Returns what it does, in a word. */
  String name();

  /** Returns the directory that it makes. */
  Path output();

  /** Returns the number of reduce tasks. */
  int reducers();

  /** Says whether nothing of the stages before it is needed once it is done. */
  default boolean coversEarlier() {
    return true;
  }

  /** Returns the bytes of what it reads, which the stages before must have made. */
  long inputBytes(Configuration conf) throws IOException;

  /** Returns what its tasks must know of what it makes. */
  OutputSettings outputSettings() throws IOException;

  /** Returns what it would do with these settings. */
  StageOutline outline(Configuration conf);

  /** Does what must be done before the job is submitted; {@code explain} does not. */
  default void prepare() throws IOException {}

  /**
   * Makes the job.
   *
   * @param conf becomes the job's
   */
  Job createJob(Configuration conf) throws IOException;
}
