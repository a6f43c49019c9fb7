package io.holdfast.record;

import static org.assertj.core.api.Assertions.assertThat;

import java.math.BigDecimal;
import java.math.MathContext;
import java.math.RoundingMode;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.RandomDistribution;

class DoubleFormatterPropertyTest {
  /** Bits are drawn, not values, so that every exponent is as likely as any other. */
  @Provide
  Arbitrary<Double> finite() {
    return Arbitraries.longs()
        .withDistribution(RandomDistribution.uniform())
        .map(Double::longBitsToDouble)
        .filter(value -> Double.isFinite(value) && value != 0);
  }

  @Property(tries = 20_000)
  void readsBackAsTheSameDouble(@ForAll("finite") double value) {
    assertThat(Double.parseDouble(Formatted.of(Type.DOUBLE, value))).isEqualTo(value);
  }

  @Property(tries = 20_000)
  void hasNoDigitToSpare(@ForAll("finite") double value) {
    int digits = countDigits(Formatted.of(Type.DOUBLE, value));
    if (digits > 1) {
      for (RoundingMode mode : new RoundingMode[] {RoundingMode.FLOOR, RoundingMode.CEILING}) {
        BigDecimal shorter = new BigDecimal(value).round(new MathContext(digits - 1, mode));

        assertThat(shorter.doubleValue()).isNotEqualTo(value);
      }
    }
  }

  @Property(tries = 20_000)
  void isTheNearestOfItsLength(@ForAll("finite") double value) {
    String text = Formatted.of(Type.DOUBLE, value);
    BigDecimal exact = new BigDecimal(value);
    MathContext length = new MathContext(countDigits(text), RoundingMode.HALF_EVEN);

    assertThat(new BigDecimal(text).subtract(exact).abs())
        .isLessThanOrEqualTo(exact.round(length).subtract(exact).abs());
  }

  @Property(tries = 20_000)
  void readsBackAsTheSameFloat(@ForAll("finite") double any) {
    float value = Float.intBitsToFloat((int) Double.doubleToRawLongBits(any));
    if (Float.isFinite(value)) {
      assertThat(Float.parseFloat(Formatted.of(Type.FLOAT, value))).isEqualTo(value);
    }
  }

  @Property
  void printsIntegersWithoutExponent(@ForAll int value) {
    assertThat(Formatted.of(Type.DOUBLE, (double) value)).isEqualTo(value + ".0");
  }

  private static int countDigits(String text) {
    return new BigDecimal(text).stripTrailingZeros().precision();
  }
}
