package io.holdfast.output;

import io.holdfast.error.ErrorKind;
import io.holdfast.error.HoldfastException;
import java.io.IOException;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.mapreduce.JobContext;
import org.apache.hadoop.mapreduce.OutputCommitter;
import org.apache.hadoop.mapreduce.OutputFormat;
import org.apache.hadoop.mapreduce.TaskAttemptContext;

/**
 * What the output formats have in common: parts {@code part-r-NNNNN}, one a reduce task, committed
 * by {@link HoldfastCommitter} as {@link OutputSettings} say.
 */
public abstract class CommittedOutputFormat<K, V> extends OutputFormat<K, V> {
  /**
   * Checks, before anything is submitted, that the output can be made.
   *
   * @throws HoldfastException USER for wrong settings, CONFLICT where the place is taken
   */
  @Override
  public void checkOutputSpecs(JobContext context) throws IOException {
    OutputSettings settings = OutputSettings.read(context.getConfiguration());
    if (context.getNumReduceTasks() < 1) {
      throw new HoldfastException(
          ErrorKind.BUG, "[" + settings.output() + "] expected reduce tasks to write it, got none");
    }
    requireFree(settings, context.getConfiguration());
  }

  /**
   * Checks that an output can be made, as {@link #checkOutputSpecs} does when a job is submitted.
   *
   * @param settings as {@link OutputSettings#read} returns them
   * @throws HoldfastException USER for wrong settings, CONFLICT where the place is taken
   */
  public static void requireFree(OutputSettings settings, Configuration conf) throws IOException {
    OutputStore store = OutputStore.of(settings.output(), conf);
    new Publication(store, settings).check();
  }

  @Override
  public OutputCommitter getOutputCommitter(TaskAttemptContext context) throws IOException {
    return committer(context);
  }

  /** Makes the committer; here a subclass may slip faults under it. */
  protected HoldfastCommitter createCommitter(OutputSettings settings, OutputStore store) {
    return new HoldfastCommitter(settings, store);
  }

  /** Returns an attempt's committer, or the job's. */
  final HoldfastCommitter committer(TaskAttemptContext context) throws IOException {
    OutputSettings settings = OutputSettings.read(context.getConfiguration());
    return createCommitter(settings, OutputStore.of(settings.output(), context.getConfiguration()));
  }
}
