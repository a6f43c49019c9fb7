package io.holdfast.input.parquet;

import io.holdfast.record.LongVector;
import io.holdfast.record.Vector;

/** PLAIN BOOLEAN: one bit a value, the lowest first. */
final class PlainBooleans extends ValueReader {
  private long bit;

  @Override
  void reset(Slice values) {
    super.reset(values);
    bit = (long) values.start() * Byte.SIZE;
  }

  @Override
  void read(Vector out, int row, int count) {
    if (bit + count > (long) in.end() * Byte.SIZE) {
      throw new Damage("%d booleans more than the page holds", count);
    }
    long[] values = ((LongVector) out).values();
    byte[] bytes = in.bytes();
    for (int i = 0; i < count; i++, bit++) {
      values[row + i] = bytes[(int) (bit >>> 3)] >> (bit & 7) & 1;
    }
  }

  @Override
  void requireValues(int count) {
    requireBytes((count + Byte.SIZE - 1L) / Byte.SIZE);
  }
}
