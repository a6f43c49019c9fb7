package io.holdfast.record;

import static org.assertj.core.api.Assertions.assertThat;

import java.math.BigDecimal;
import java.math.BigInteger;
import net.jqwik.api.Example;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.BigRange;
import net.jqwik.api.constraints.IntRange;

class IntegerFormatterPropertyTest {
  private static final String MAX_38 = "99999999999999999999999999999999999999";

  @Property
  void printsLongs(@ForAll long value) {
    assertThat(Formatted.of(Type.LONG, value)).isEqualTo(Long.toString(value));
  }

  @Property
  void printsNarrowDecimals(@ForAll long value, @ForAll @IntRange(max = 18) int scale) {
    assertThat(Formatted.of(Type.decimal(18, scale), value))
        .isEqualTo(BigDecimal.valueOf(value, scale).toPlainString());
  }

  @Property
  void printsWideDecimals(
      @ForAll @BigRange(min = "-" + MAX_38, max = MAX_38) BigInteger value,
      @ForAll @IntRange(max = 38) int scale) {
    assertThat(Formatted.of(Type.decimal(38, scale), value))
        .isEqualTo(new BigDecimal(value, scale).toPlainString());
  }

  @Example
  void printsTheEnds() {
    assertThat(Formatted.of(Type.LONG, Long.MIN_VALUE)).isEqualTo("-9223372036854775808");
    assertThat(Formatted.of(Type.LONG, 0)).isEqualTo("0");
    assertThat(Formatted.of(Type.decimal(18, 18), -5)).isEqualTo("-0.000000000000000005");
    assertThat(Formatted.of(Type.decimal(38, 2), BigInteger.ONE.shiftLeft(63).negate()))
        .isEqualTo("-92233720368547758.08");
    assertThat(Formatted.of(Type.decimal(38, 38), BigInteger.TEN.pow(20)))
        .isEqualTo("0.00000000000000000100000000000000000000");
    assertThat(Formatted.of(Type.decimal(38, 0), BigInteger.TEN.pow(20)))
        .isEqualTo("100000000000000000000");
  }
}
