package io.holdfast.aggregate;

import java.math.BigDecimal;
import java.math.BigInteger;
import java.math.MathContext;
import java.util.List;

/**
 * The answers by way of BigDecimal and of comparing neighbours, sharing nothing with the main code.
 */
final class ExactAnswers {
  /** Where doubles end: half a unit beyond the largest, which ties to even, that is to infinity. */
  private static final BigDecimal RANGE =
      new BigDecimal(Double.MAX_VALUE).add(new BigDecimal(Math.ulp(Double.MAX_VALUE) / 2));

  private ExactAnswers() {}

  static BigInteger total(List<?> integers) {
    return integers.stream().map(BigInteger.class::cast).reduce(BigInteger.ZERO, BigInteger::add);
  }

  /** Returns BigIntegers, Doubles (NaN last, -0.0 as 0.0) or hexadecimal texts, the least first. */
  static List<?> sorted(List<?> values) {
    return values.stream()
        .map(v -> v instanceof Double d ? (Object) (d + 0.0) : v)
        .sorted()
        .toList();
  }

  /** Returns the sum of doubles divided by a count, rounded once. */
  static Double quotient(List<Double> values, BigInteger divisor) {
    double special = 0;
    BigDecimal total = BigDecimal.ZERO;
    for (double value : values) {
      if (Double.isFinite(value)) {
        total = total.add(new BigDecimal(value));
      } else {
        special += value;
      }
    }
    return special == 0 ? nearest(total, divisor) : special;
  }

  /** Returns the double nearest to a quotient; of two, the one with an even last bit. */
  static Double nearest(BigDecimal total, BigInteger count) {
    BigDecimal divisor = new BigDecimal(count);
    if (total.abs().compareTo(RANGE.multiply(divisor)) >= 0) {
      return total.signum() * Double.POSITIVE_INFINITY;
    }
    double start = total.divide(divisor, MathContext.DECIMAL128).doubleValue();
    double guess = Math.max(-Double.MAX_VALUE, Math.min(Double.MAX_VALUE, start));
    double before;
    do {
      before = guess;
      guess = closer(guess, Math.nextUp(before), total, divisor);
      guess = closer(guess, Math.nextDown(before), total, divisor);
    } while (guess != before);
    return guess + 0.0;
  }

  private static double closer(double a, double b, BigDecimal total, BigDecimal divisor) {
    if (Double.isInfinite(b)) {
      return a;
    }
    int order = distance(a, total, divisor).compareTo(distance(b, total, divisor));
    boolean isEven = (Double.doubleToRawLongBits(a) & 1) == 0;
    return order < 0 || order == 0 && isEven ? a : b;
  }

  private static BigDecimal distance(double guess, BigDecimal total, BigDecimal divisor) {
    return new BigDecimal(guess).multiply(divisor).subtract(total).abs();
  }
}
