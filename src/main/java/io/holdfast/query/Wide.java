package io.holdfast.query;

import io.holdfast.record.LongVector;
import io.holdfast.record.Vector;
import io.holdfast.record.WideVector;
import java.math.BigDecimal;
import java.math.BigInteger;

/** Exact numbers as 128-bit integers, whichever storage they come from. */
final class Wide {
  /** The greatest power of ten that is a long. */
  static final int MAX_LONG_POWER = 18;

  private Wide() {}

  static long high(Vector vector, int row) {
    return vector instanceof WideVector wide ? wide.high()[row] : low(vector, row) >> Long.SIZE - 1;
  }

  static long low(Vector vector, int row) {
    return vector instanceof WideVector wide
        ? wide.low()[row]
        : ((LongVector) vector).values()[row];
  }

  static boolean fitsLong(Vector vector, int row) {
    return high(vector, row) == low(vector, row) >> Long.SIZE - 1;
  }

  static BigInteger integer(Vector vector, int row) {
    return WideVector.toBigInteger(high(vector, row), low(vector, row));
  }

  static BigDecimal decimal(Vector vector, int row) {
    return new BigDecimal(integer(vector, row), vector.type().scale());
  }

  static int compare(long leftHigh, long leftLow, long rightHigh, long rightLow) {
    int order = Long.compare(leftHigh, rightHigh);
    return order != 0 ? order : Long.compareUnsigned(leftLow, rightLow);
  }

  /** Returns 10 to a power of 0 to 18. */
  static long powerOfTen(int exponent) {
    long power = 1;
    for (int i = 0; i < exponent; i++) {
      power = Math.multiplyExact(power, 10L);
    }
    return power;
  }
}
