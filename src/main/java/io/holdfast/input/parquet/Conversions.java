package io.holdfast.input.parquet;

import io.holdfast.record.BytesVector;
import io.holdfast.record.DoubleVector;
import io.holdfast.record.LongVector;
import io.holdfast.record.Vector;
import io.holdfast.record.WideVector;
import java.nio.charset.StandardCharsets;

/** Conversions of unsigned integers, half floats, old timestamps and UUIDs. */
final class Conversions {
  private static final byte[] HEX = "0123456789abcdef".getBytes(StandardCharsets.US_ASCII);
  private static final int UUID_BYTES = 16;
  private static final int UUID_CHARACTERS = 36;
  private static final int INT96_BYTES = 12;
  private static final long JULIAN_DAY_OF_EPOCH = 2_440_588;
  private static final long NANOS_A_DAY = 86_400_000_000_000L;

  private Conversions() {}

  /** UINT_32 in an INT32 to a long. */
  static void unsignedInt(Vector raw, int count, Vector out, int row) {
    long[] from = ((LongVector) raw).values();
    long[] to = ((LongVector) out).values();
    for (int i = 0; i < count; i++) {
      to[row + i] = from[i] & 0xffff_ffffL;
    }
  }

  /** UINT_64 in an INT64 to 128 bits. */
  static void unsignedLong(Vector raw, int count, Vector out, int row) {
    long[] from = ((LongVector) raw).values();
    for (int i = 0; i < count; i++) {
      ((WideVector) out).set(row + i, 0, from[i]);
    }
  }

  /** IEEE 754 binary16 in two bytes, the low one first, to a double. */
  static void halfFloat(Vector raw, int count, Vector out, int row) {
    BytesVector from = (BytesVector) raw;
    double[] to = ((DoubleVector) out).values();
    for (int i = 0; i < count; i++) {
      int at = from.starts()[i];
      requireLength(from, i, Short.BYTES);
      to[row + i] = halfFloat(from.data()[at] & 0xff | from.data()[at + 1] << Byte.SIZE);
    }
  }

  private static double halfFloat(int bits) {
    int exponent = bits >>> 10 & 0x1f;
    int fraction = bits & 0x3ff;
    double size =
        switch (exponent) {
          case 0 -> fraction * 0x1p-24;
          case 0x1f -> fraction == 0 ? Double.POSITIVE_INFINITY : Double.NaN;
          default -> Math.scalb(1024.0 + fraction, exponent - 25);
        };
    return (bits & 0x8000) == 0 ? size : -size;
  }

  /** Nanoseconds of a day and a Julian day number, to nanoseconds since 1970-01-01. */
  static void int96(Vector raw, int count, Vector out, int row) {
    BytesVector from = (BytesVector) raw;
    long[] to = ((LongVector) out).values();
    for (int i = 0; i < count; i++) {
      int at = from.starts()[i];
      requireLength(from, i, INT96_BYTES);
      long nanos = PackedBits.longAt(from.data(), at);
      long days = PackedBits.intAt(from.data(), at + Long.BYTES) - JULIAN_DAY_OF_EPOCH;
      to[row + i] = sinceEpoch(days, nanos);
    }
  }

  private static long sinceEpoch(long days, long nanosOfDay) {
    try {
      // Before 1970 one day is counted back, so that the sum does not leave the range on its way.
      long back = days < 0 ? 1 : 0;
      long whole = Math.multiplyExact(days + back, NANOS_A_DAY);
      return Math.addExact(whole, Math.subtractExact(nanosOfDay, back * NANOS_A_DAY));
    } catch (ArithmeticException e) {
      throw new Damage(
          "an INT96 timestamp beyond the years 1677 to 2262: %d days and %d ns from 1970-01-01",
          days, nanosOfDay);
    }
  }

  /** Sixteen bytes to 36 characters, 8-4-4-4-12 lower-case hexadecimal digits. */
  static void uuid(Vector raw, int count, Vector out, int row) {
    BytesVector from = (BytesVector) raw;
    byte[] text = new byte[UUID_CHARACTERS];
    for (int i = 0; i < count; i++) {
      requireLength(from, i, UUID_BYTES);
      int length = 0;
      for (int k = 0; k < UUID_BYTES; k++) {
        if (k == 4 || k == 6 || k == 8 || k == 10) {
          text[length++] = '-';
        }
        byte value = from.data()[from.starts()[i] + k];
        text[length++] = HEX[value >> 4 & 0xf];
        text[length++] = HEX[value & 0xf];
      }
      ((BytesVector) out).append(row + i, text, 0, length);
    }
  }

  private static void requireLength(BytesVector values, int row, int length) {
    if (values.lengths()[row] != length) {
      throw new Damage("a value of %d bytes instead of %d", values.lengths()[row], length);
    }
  }
}
