package io.holdfast.input.parquet;

import io.holdfast.record.LongVector;
import io.holdfast.record.Vector;

/** PLAIN INT32 and INT64. */
final class PlainIntegers extends ValueReader {
  private final int width;

  /** A value takes 4 or 8 bytes. */
  PlainIntegers(int width) {
    this.width = width;
  }

  @Override
  void read(Vector out, int row, int count) {
    long[] values = ((LongVector) out).values();
    byte[] bytes = in.bytes();
    int at = in.skip((long) count * width);
    if (width == Long.BYTES) {
      for (int i = 0; i < count; i++) {
        values[row + i] = PackedBits.longAt(bytes, at + i * Long.BYTES);
      }
    } else {
      for (int i = 0; i < count; i++) {
        values[row + i] = PackedBits.intAt(bytes, at + i * Integer.BYTES);
      }
    }
  }

  @Override
  void requireValues(int count) {
    requireBytes((long) count * width);
  }
}
