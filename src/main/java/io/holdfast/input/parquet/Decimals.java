package io.holdfast.input.parquet;

import io.holdfast.record.BytesVector;
import io.holdfast.record.LongVector;
import io.holdfast.record.Vector;
import io.holdfast.record.WideVector;

/** Conversions of decimals kept as big-endian two's complement integers of any length. */
final class Decimals {
  private Decimals() {}

  /** To unscaled values of 64 bits. */
  static void narrow(Vector raw, int count, Vector out, int row) {
    BytesVector from = (BytesVector) raw;
    long[] to = ((LongVector) out).values();
    for (int i = 0; i < count; i++) {
      int start = from.starts()[i];
      int length = from.lengths()[i];
      long value = low(from.data(), start, length);
      if (length > Long.BYTES) {
        requireSign(from.data(), start, length - Long.BYTES, value >> Long.SIZE - 1);
      }
      to[row + i] = value;
    }
  }

  /** To unscaled values of 128 bits. */
  static void wide(Vector raw, int count, Vector out, int row) {
    BytesVector from = (BytesVector) raw;
    for (int i = 0; i < count; i++) {
      int start = from.starts()[i];
      int length = from.lengths()[i];
      long low = low(from.data(), start, length);
      long high = low >> Long.SIZE - 1;
      if (length > Long.BYTES) {
        int rest = length - Long.BYTES;
        high = low(from.data(), start, rest);
        requireSign(from.data(), start, Math.max(0, rest - Long.BYTES), high >> Long.SIZE - 1);
      }
      ((WideVector) out).set(row + i, high, low);
    }
  }

  /** 64 bits to 128. */
  static void widen(Vector raw, int count, Vector out, int row) {
    long[] from = ((LongVector) raw).values();
    for (int i = 0; i < count; i++) {
      ((WideVector) out).set(row + i, from[i] >> Long.SIZE - 1, from[i]);
    }
  }

  /** Returns the last 64 bits, or all of fewer with their sign. */
  private static long low(byte[] bytes, int start, int length) {
    if (length == 0) {
      throw new Damage("a decimal of 0 bytes");
    }
    long value = bytes[Math.max(start, start + length - Long.BYTES)];
    for (int i = Math.max(0, length - Long.BYTES) + 1; i < length; i++) {
      value = value << Byte.SIZE | bytes[start + i] & 0xff;
    }
    return value;
  }

  private static void requireSign(byte[] bytes, int start, int count, long sign) {
    for (int i = start; i < start + count; i++) {
      if (bytes[i] != sign) {
        throw new Damage("a decimal of more digits than its type has");
      }
    }
  }
}
