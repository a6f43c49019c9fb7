package io.holdfast.query;

import java.math.BigDecimal;
import java.math.BigInteger;
import java.math.RoundingMode;

/**
 * A range of whole numbers, both ends included; empty where low is above high. Any comparison with
 * a constant but {@code <>} is such a range, so one kernel a storage does for all of them.
 */
record Bounds(BigInteger low, BigInteger high) {
  /** Beyond every value that a batch can hold. */
  private static final BigInteger LIMIT = BigInteger.ONE.shiftLeft(Long.SIZE * 2 - 1);

  private static final BigInteger MIN_LONG = BigInteger.valueOf(Long.MIN_VALUE);
  private static final BigInteger MAX_LONG = BigInteger.valueOf(Long.MAX_VALUE);
  private static final Bounds ALL = new Bounds(LIMIT.negate(), LIMIT.subtract(BigInteger.ONE));
  private static final Bounds NONE = new Bounds(BigInteger.ONE, BigInteger.ZERO);

  /** Returns the whole numbers that compare so with {@code dividend / divisor}. */
  static Bounds of(Operator operator, BigDecimal dividend, BigDecimal divisor) {
    BigInteger floor = dividend.divide(divisor, 0, RoundingMode.FLOOR).toBigInteger();
    BigInteger ceiling = dividend.divide(divisor, 0, RoundingMode.CEILING).toBigInteger();
    return of(operator, floor, ceiling);
  }

  /**
   * Returns the numbers that compare so with a value between two neighbours.
   *
   * @param operator any but {@code <>}
   * @param floor the greatest number that is not above the value
   * @param ceiling the smallest number that is not below it
   */
  static Bounds of(Operator operator, BigInteger floor, BigInteger ceiling) {
    return switch (operator) {
      case EQUAL -> new Bounds(ceiling, floor);
      case LESS -> new Bounds(ALL.low, ceiling.subtract(BigInteger.ONE));
      case LESS_OR_EQUAL -> new Bounds(ALL.low, floor);
      case GREATER -> new Bounds(floor.add(BigInteger.ONE), ALL.high);
      case GREATER_OR_EQUAL -> new Bounds(ceiling, ALL.high);
      case NOT_EQUAL -> throw new IllegalArgumentException("not a range: <>");
    };
  }

  /** Returns the numbers that compare so with something above all (or below all) of them. */
  static Bounds ofExtreme(Operator operator, boolean above) {
    return operator.truth()[above ? 0 : 2] == Condition.TRUE ? ALL : NONE;
  }

  /** Cuts the range to what a value of 64 (or 128) bits can be. */
  Bounds within(boolean wide) {
    BigInteger least = low.max(wide ? ALL.low : MIN_LONG);
    BigInteger most = high.min(wide ? ALL.high : MAX_LONG);
    return least.compareTo(most) > 0 ? NONE : new Bounds(least, most);
  }
}
