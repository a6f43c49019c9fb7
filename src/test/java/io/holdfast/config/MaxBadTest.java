package io.holdfast.config;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.holdfast.error.ErrorKind;
import io.holdfast.error.HoldfastException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class MaxBadTest {
  @Test
  void aNumberIsExceededByOneMoreWhateverWasRead() {
    MaxBad limit = MaxBad.parse("7");
    assertThat(limit.isNone()).isFalse();
    assertThat(limit.isExceeded(7)).isFalse();
    assertThat(limit.isExceeded(8)).isTrue();
    assertThat(limit.isExceeded(7, 7)).isFalse();
    assertThat(limit.isExceeded(8, Long.MAX_VALUE)).isTrue();
  }

  @Test
  void aPercentageIsExact() {
    MaxBad limit = MaxBad.parse("0.1%");
    assertThat(limit.isExceeded(Long.MAX_VALUE)).isFalse();
    assertThat(limit.isExceeded(1, 1000)).isFalse();
    assertThat(limit.isExceeded(1, 999)).isTrue();
    assertThat(limit.isExceeded(3_000_000_000_000_000L, 3_000_000_000_000_000_000L)).isFalse();
    assertThat(limit.isExceeded(3_000_000_000_000_001L, 3_000_000_000_000_000_000L)).isTrue();
    assertThat(MaxBad.parse("100%").isExceeded(5, 5)).isFalse();
    assertThat(limit.isExceeded(0, 0)).isFalse();
  }

  @ParameterizedTest
  @ValueSource(strings = {"0", "00", "0%", "0.0%"})
  void zeroIsNone(String text) {
    assertThat(MaxBad.parse(text).isNone()).isTrue();
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "-1", "x", "1.5", "101%", "100.1%", "5 %", "%", "1e3", "٣"})
  void refusesWhatIsNeither(String text) {
    assertThatThrownBy(() -> MaxBad.parse(text))
        .isInstanceOfSatisfying(
            HoldfastException.class, e -> assertThat(e.kind()).isEqualTo(ErrorKind.USER))
        .hasMessage(
            "[--max-bad] expected a number of records or a percentage, got "
                + text
                + "; try 100, or 0.1%");
  }
}
