package io.holdfast.output;

import io.holdfast.shuffle.GroupKey;
import io.holdfast.shuffle.PartialState;
import java.io.IOException;
import org.apache.hadoop.mapreduce.RecordWriter;
import org.apache.hadoop.mapreduce.TaskAttemptContext;

/** Writes groups with their partial states, and what else travels as they do. */
public final class StateOutputFormat extends CommittedOutputFormat<GroupKey, PartialState> {
  @Override
  public RecordWriter<GroupKey, PartialState> getRecordWriter(TaskAttemptContext context)
      throws IOException {
    return committer(context).openStates(context);
  }
}
