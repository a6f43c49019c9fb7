package io.holdfast.output;

import io.holdfast.error.ErrorKind;
import io.holdfast.error.HoldfastException;
import io.holdfast.record.Batch;
import java.io.IOException;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.io.NullWritable;
import org.apache.hadoop.mapreduce.JobContext;
import org.apache.hadoop.mapreduce.OutputCommitter;
import org.apache.hadoop.mapreduce.OutputFormat;
import org.apache.hadoop.mapreduce.RecordWriter;
import org.apache.hadoop.mapreduce.TaskAttemptContext;

/**
 * Writes batches of result rows as {@code part-r-NNNNN}, one a reduce task, as {@link
 * OutputSettings} say, and commits them by {@link HoldfastCommitter}.
 */
public class PartOutputFormat extends OutputFormat<NullWritable, Batch> {
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
  public RecordWriter<NullWritable, Batch> getRecordWriter(TaskAttemptContext context)
      throws IOException {
    return committer(context).openPart(context);
  }

  @Override
  public OutputCommitter getOutputCommitter(TaskAttemptContext context) throws IOException {
    return committer(context);
  }

  /** Makes the committer; here a subclass may slip faults under it. */
  protected HoldfastCommitter createCommitter(OutputSettings settings, OutputStore store) {
    return new HoldfastCommitter(settings, store);
  }

  private HoldfastCommitter committer(TaskAttemptContext context) throws IOException {
    OutputSettings settings = OutputSettings.read(context.getConfiguration());
    return createCommitter(settings, OutputStore.of(settings.output(), context.getConfiguration()));
  }
}
