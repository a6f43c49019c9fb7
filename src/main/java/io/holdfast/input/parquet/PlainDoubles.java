package io.holdfast.input.parquet;

import io.holdfast.record.DoubleVector;
import io.holdfast.record.Vector;

/** PLAIN FLOAT and DOUBLE. */
final class PlainDoubles extends ValueReader {
  private final int width;

  /** A value takes 4 or 8 bytes. */
  PlainDoubles(int width) {
    this.width = width;
  }

  @Override
  void read(Vector out, int row, int count) {
    double[] values = ((DoubleVector) out).values();
    byte[] bytes = in.bytes();
    int at = in.skip((long) count * width);
    if (width == Double.BYTES) {
      for (int i = 0; i < count; i++) {
        values[row + i] = Double.longBitsToDouble(PackedBits.longAt(bytes, at + i * Double.BYTES));
      }
    } else {
      for (int i = 0; i < count; i++) {
        values[row + i] = Float.intBitsToFloat(PackedBits.intAt(bytes, at + i * Float.BYTES));
      }
    }
  }

  @Override
  void requireValues(int count) {
    requireBytes((long) count * width);
  }
}
