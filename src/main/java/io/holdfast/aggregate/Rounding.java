package io.holdfast.aggregate;

import java.math.BigInteger;

/** Turns exact rational numbers into doubles. */
final class Rounding {
  private static final int SIGNIFICAND_BITS = 53;

  /** The exponent of the smallest subnormal double. */
  static final int MIN_EXPONENT = -1074;

  /** Bits below the last one of the result: one for a half, one for anything beneath. */
  private static final int GUARD_BITS = 2;

  private Rounding() {}

  /**
   * Returns {@code numerator * 2^exponent / divisor}, rounded to the nearest double, ties to even:
   * an infinity beyond the range, and 0.0, never -0.0, where nothing is left.
   *
   * @param divisor positive
   */
  static double nearest(BigInteger numerator, BigInteger divisor, int exponent) {
    if (numerator.signum() == 0) {
      return 0.0;
    }
    BigInteger magnitude = numerator.abs();
    int wanted = magnitude.bitLength() - divisor.bitLength() - SIGNIFICAND_BITS - GUARD_BITS;
    int unit = Math.max(exponent + wanted, MIN_EXPONENT - GUARD_BITS);
    int shift = exponent - unit;
    BigInteger[] parts =
        magnitude
            .shiftLeft(Math.max(shift, 0))
            .divideAndRemainder(divisor.shiftLeft(Math.max(-shift, 0)));
    long quotient = parts[0].longValueExact() | parts[1].signum();
    double rounded = nearest(quotient, unit);
    return numerator.signum() < 0 && rounded != 0 ? -rounded : rounded;
  }

  /** Rounds a quotient whose last bit also stands for all that lies beneath, in units of 2^unit. */
  private static double nearest(long quotient, int unit) {
    int bits = Long.SIZE - Long.numberOfLeadingZeros(quotient);
    int dropped = Math.max(bits - SIGNIFICAND_BITS, MIN_EXPONENT - unit);
    long kept = quotient >>> dropped;
    long rest = quotient - (kept << dropped);
    long half = 1L << dropped - 1;
    if (rest > half || rest == half && (kept & 1) == 1) {
      kept++;
    }
    return Math.scalb((double) kept, unit + dropped);
  }
}
