package io.holdfast.reduce;

import io.holdfast.record.Batch;
import io.holdfast.shuffle.BadRecord;
import io.holdfast.shuffle.GroupKey;
import io.holdfast.shuffle.PartialState;
import java.io.IOException;
import org.apache.hadoop.io.NullWritable;
import org.apache.hadoop.mapreduce.Reducer;

/** Writes the malformed records that reach a reducer, as batches of {@link BadRecord#SCHEMA}. */
final class BadRecords {
  private final Reducer<GroupKey, PartialState, NullWritable, Batch>.Context context;
  private Batch batch;

  BadRecords(Reducer<GroupKey, PartialState, NullWritable, Batch>.Context context) {
    this.context = context;
  }

  /** Adds the records of one place: more than one where a file was read twice. */
  void add(GroupKey key, Iterable<PartialState> records) throws IOException, InterruptedException {
    if (batch == null) {
      batch = new Batch(BadRecord.SCHEMA);
    }
    for (PartialState record : records) {
      BadRecord.read(key, record).appendTo(batch);
      if (batch.size() == Batch.MAX_ROWS) {
        write();
      }
    }
  }

  /** Writes the rows that are not written yet. */
  void write() throws IOException, InterruptedException {
    if (batch != null && batch.size() > 0) {
      context.write(NullWritable.get(), batch);
      batch.clear();
    }
  }
}
