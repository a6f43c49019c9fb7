package io.holdfast.output;

import io.holdfast.record.Batch;
import java.io.IOException;
import org.apache.hadoop.io.NullWritable;
import org.apache.hadoop.mapreduce.RecordWriter;
import org.apache.hadoop.mapreduce.TaskAttemptContext;

/** Writes batches of result rows, or of their keys. */
public class PartOutputFormat extends CommittedOutputFormat<NullWritable, Batch> {
  @Override
  public RecordWriter<NullWritable, Batch> getRecordWriter(TaskAttemptContext context)
      throws IOException {
    return committer(context).openPart(context);
  }
}
