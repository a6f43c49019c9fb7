package io.holdfast.aggregate;

import io.holdfast.record.BytesInput;
import io.holdfast.record.BytesOutput;
import io.holdfast.record.BytesVector;
import io.holdfast.record.Type;
import io.holdfast.record.Vector;
import java.util.Arrays;

/**
 * The least or greatest text or binary, by unsigned bytes; null where no value was. An array a
 * group holds its value, and is used again for the next one unless that is longer or much shorter.
 *
 * <p>State: 0 when empty, else the length plus 1 as a varint, and the bytes.
 */
final class BytesExtreme implements Accumulator {
  private static final int ARRAY_HEADER_BYTES = 16;
  private static final int REFERENCE_BYTES = 8;

  /** The bytes that an array may be longer than twice its value. */
  private static final int SLACK = 32;

  private final Type type;
  private final int direction;
  private byte[][] values = {};
  private int[] lengths = {};
  private long valueBytes;
  private int size;

  BytesExtreme(Type type, boolean wantsGreatest) {
    this.type = type;
    this.direction = wantsGreatest ? 1 : -1;
  }

  @Override
  public Type resultType() {
    return type;
  }

  @Override
  public void resize(int groups) {
    if (groups > values.length) {
      int capacity = Capacity.grow(values.length, groups);
      values = Arrays.copyOf(values, capacity);
      lengths = Arrays.copyOf(lengths, capacity);
    }
    size = Math.max(size, groups);
  }

  @Override
  public void add(Vector argument, int[] rows, int[] groups, int count) {
    BytesVector vector = (BytesVector) argument;
    boolean[] nulls = vector.mayHaveNulls() ? vector.nulls() : null;
    byte[] data = vector.data();
    int[] starts = vector.starts();
    int[] vectorLengths = vector.lengths();
    for (int i = 0; i < count; i++) {
      int row = rows[i];
      if (nulls == null || !nulls[row]) {
        add(groups[i], data, starts[row], vectorLengths[row]);
      }
    }
  }

  private void add(int group, byte[] data, int start, int length) {
    byte[] value = values[group];
    if (value == null || isBeyond(value, lengths[group], data, start, length)) {
      set(group, data, start, length);
    }
  }

  private boolean isBeyond(byte[] value, int valueLength, byte[] data, int start, int length) {
    int order = Arrays.compareUnsigned(data, start, start + length, value, 0, valueLength);
    return direction > 0 ? order > 0 : order < 0;
  }

  private void set(int group, byte[] data, int start, int length) {
    byte[] value = values[group];
    if (value == null || length > value.length || length < (value.length - SLACK) / 2) {
      valueBytes -= value == null ? 0 : retained(value.length);
      value = new byte[length];
      values[group] = value;
      valueBytes += retained(length);
    }
    System.arraycopy(data, start, value, 0, length);
    lengths[group] = length;
  }

  private static long retained(int arrayLength) {
    return ARRAY_HEADER_BYTES + (arrayLength + 7L & -8L);
  }

  @Override
  public void write(int group, BytesOutput out) {
    byte[] value = values[group];
    if (value == null) {
      out.writeVarLong(0);
    } else {
      out.writeVarLong(lengths[group] + 1L);
      out.writeBytes(value, 0, lengths[group]);
    }
  }

  @Override
  public void merge(int group, BytesInput in) {
    int length = (int) in.readVarLong() - 1;
    if (length >= 0) {
      int start = in.skip(length);
      add(group, in.bytes(), start, length);
    }
  }

  @Override
  public void finish(int group, Vector result, int row) {
    if (values[group] == null) {
      result.setNull(row);
    } else {
      ((BytesVector) result).append(row, values[group], 0, lengths[group]);
    }
  }

  @Override
  public long retainedBytes() {
    return (long) values.length * (REFERENCE_BYTES + Integer.BYTES) + valueBytes;
  }

  @Override
  public void clear() {
    if (Capacity.isKept(values.length)) {
      Arrays.fill(values, 0, size, null);
    } else {
      values = new byte[0][];
      lengths = new int[0];
    }
    valueBytes = 0;
    size = 0;
  }
}
