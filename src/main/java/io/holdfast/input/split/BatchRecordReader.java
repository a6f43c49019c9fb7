package io.holdfast.input.split;

import io.holdfast.input.BatchReader;
import io.holdfast.input.FileRange;
import io.holdfast.input.Source;
import io.holdfast.record.Batch;
import io.holdfast.record.Pulse;
import io.holdfast.shuffle.FlowCounter;
import java.io.IOException;
import java.util.List;
import org.apache.hadoop.io.NullWritable;
import org.apache.hadoop.mapreduce.InputSplit;
import org.apache.hadoop.mapreduce.RecordReader;
import org.apache.hadoop.mapreduce.TaskAttemptContext;

/** Gives a mapper the batches of all ranges of a split, one after the other. */
final class BatchRecordReader extends RecordReader<NullWritable, Batch> {
  private final Source source;
  private Batch batch;
  private Pulse pulse = Pulse.NONE;
  private List<FileRange> ranges = List.of();
  private int nextRange;
  private long bytesDone;
  private long bytesTotal;
  private BatchReader reader;

  BatchRecordReader(Source source) {
    this.source = source;
  }

  @Override
  public void initialize(InputSplit split, TaskAttemptContext context) {
    ranges = ((PackedSplit) split).ranges();
    bytesTotal = Math.max(1, lengthOf(ranges));
    pulse = new ReadPulse(context);
    batch = new Batch(source.schema());
    batch.setPulse(pulse);
  }

  /** Counts the input's bytes for the task. */
  private record ReadPulse(TaskAttemptContext context) implements Pulse {
    @Override
    public void beat() {
      context.progress();
    }

    @Override
    public void read(int bytes) {
      context.getCounter(FlowCounter.BYTES_READ).increment(bytes);
      context.progress();
    }
  }

  private static long lengthOf(List<FileRange> ranges) {
    return ranges.stream().mapToLong(FileRange::length).sum();
  }

  @Override
  public boolean nextKeyValue() throws IOException {
    while (reader == null || !reader.next(batch)) {
      close();
      if (nextRange == ranges.size()) {
        return false;
      }
      bytesDone += nextRange == 0 ? 0 : ranges.get(nextRange - 1).length();
      reader = source.open(ranges.get(nextRange++), pulse);
    }
    return true;
  }

  @Override
  public NullWritable getCurrentKey() {
    return NullWritable.get();
  }

  @Override
  public Batch getCurrentValue() {
    return batch;
  }

  @Override
  public float getProgress() {
    if (reader == null) {
      return nextRange == 0 ? 0 : 1;
    }
    long length = ranges.get(nextRange - 1).length();
    return Math.min(1, (bytesDone + reader.progress() * length) / bytesTotal);
  }

  @Override
  public void close() throws IOException {
    if (reader != null) {
      BatchReader closing = reader;
      reader = null;
      closing.close();
    }
  }
}
