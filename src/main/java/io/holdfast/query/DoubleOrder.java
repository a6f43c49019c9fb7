package io.holdfast.query;

/** The order of doubles in SQL: -0.0 equals 0.0, NaN equals NaN and is above every number. */
final class DoubleOrder {
  private static final double LONG_LIMIT = 0x1p63;

  private DoubleOrder() {}

  /** Returns a number that orders as the double does. */
  static long key(double value) {
    long bits = Double.doubleToLongBits(value + 0.0);
    return bits ^ bits >> Long.SIZE - 1 & Long.MAX_VALUE;
  }

  static int compare(double left, double right) {
    return Long.compare(key(left), key(right));
  }

  /** Compares exactly, without rounding the long. */
  static int compare(long left, double right) {
    if (!(right < LONG_LIMIT)) {
      return -1;
    }
    if (right < -LONG_LIMIT) {
      return 1;
    }
    long whole = (long) right;
    return left == whole ? Double.compare(0, right - whole + 0.0) : Long.compare(left, whole);
  }

  /** Returns the greatest double that is not above a number. */
  static double floor(long number) {
    double near = number;
    return compare(number, near) < 0 ? Math.nextDown(near) : near;
  }

  /** Returns the smallest double that is not below a number. */
  static double ceiling(long number) {
    double near = number;
    return compare(number, near) > 0 ? Math.nextUp(near) : near;
  }
}
