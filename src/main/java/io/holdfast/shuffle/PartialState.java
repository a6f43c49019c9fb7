package io.holdfast.shuffle;

import io.holdfast.record.BytesInput;
import io.holdfast.record.BytesOutput;
import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;
import org.apache.hadoop.io.Writable;
import org.apache.hadoop.io.WritableUtils;

/**
 * The partial states of all aggregates of one group, one behind the other as the accumulators wrote
 * them. Serialised as a varint length and the bytes.
 */
public final class PartialState implements Writable {
  private final BytesOutput out = new BytesOutput();
  private final BytesInput in = new BytesInput();

  /** Returns the emptied buffer to write states into. */
  public BytesOutput begin() {
    out.clear();
    return out;
  }

  /** Returns a reader at the first byte. */
  public BytesInput open() {
    return in.reset(out.bytes(), 0, out.length());
  }

  byte[] bytes() {
    return out.bytes();
  }

  int length() {
    return out.length();
  }

  @Override
  public void write(DataOutput target) throws IOException {
    WritableUtils.writeVInt(target, out.length());
    target.write(out.bytes(), 0, out.length());
  }

  @Override
  public void readFields(DataInput source) throws IOException {
    int length = WritableUtils.readVInt(source);
    out.clear();
    out.reserve(length);
    source.readFully(out.bytes(), 0, length);
  }
}
