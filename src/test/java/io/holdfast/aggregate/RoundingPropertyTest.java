package io.holdfast.aggregate;

import static org.assertj.core.api.Assertions.assertThat;

import java.math.BigDecimal;
import java.math.BigInteger;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.BigRange;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.LongRange;

class RoundingPropertyTest {
  private static void check(BigInteger numerator, BigInteger divisor, int exponent) {
    BigDecimal power = new BigDecimal(2).pow(Math.abs(exponent));
    BigDecimal value = new BigDecimal(numerator);
    value = exponent < 0 ? value.divide(power) : value.multiply(power);
    assertThat(Rounding.nearest(numerator, divisor, exponent))
        .isEqualTo(ExactAnswers.nearest(value, divisor));
  }

  @Property(tries = 300)
  void roundsQuotients(
      @ForAll @BigRange(min = "-1e60", max = "1e60") BigInteger numerator,
      @ForAll @LongRange(min = 1) long divisor,
      @ForAll @IntRange(min = -1200, max = 900) int exponent) {
    check(numerator, BigInteger.valueOf(divisor), exponent);
  }

  @Property(tries = 300)
  void roundsWhatLiesHalfwayOrNearIt(
      @ForAll long bits,
      @ForAll @IntRange(min = -1, max = 1) int off,
      @ForAll @IntRange(min = 1, max = 200) int below,
      @ForAll @IntRange(min = -1300, max = 900) int exponent) {
    BigInteger halfway = BigInteger.valueOf(bits >> 10).shiftLeft(1).add(BigInteger.ONE);
    BigInteger near = halfway.shiftLeft(below).add(BigInteger.valueOf(off));
    check(near, BigInteger.ONE, exponent);
    check(near.multiply(BigInteger.valueOf(7)), BigInteger.valueOf(7), exponent);
  }
}
