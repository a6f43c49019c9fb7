package io.holdfast.config;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.holdfast.error.ErrorKind;
import io.holdfast.error.HoldfastException;
import java.util.Locale;
import org.apache.hadoop.conf.Configuration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class NanPolicyTest {
  @Test
  void propagatesWhereNobodySaysOtherwise() {
    assertThat(NanPolicy.read(new Configuration(false))).isEqualTo(NanPolicy.PROPAGATE);
  }

  @Test
  void readsBackWhatItWrites() {
    for (NanPolicy policy : NanPolicy.values()) {
      assertThat(read(policy.text())).isEqualTo(policy);
    }
  }

  @Test
  void takesAnyCaseInAnyLocale() {
    Locale before = Locale.getDefault();
    try {
      Locale.setDefault(Locale.forLanguageTag("tr")); // Where I in lower case has no dot.
      assertThat(read(" SKIP ")).isEqualTo(NanPolicy.SKIP);
      assertThat(NanPolicy.SKIP.text()).isEqualTo("skip");
    } finally {
      Locale.setDefault(before);
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "nan", "skipped", "1"})
  void refusesAnythingElse(String text) {
    assertThatThrownBy(() -> read(text))
        .isInstanceOfSatisfying(
            HoldfastException.class, e -> assertThat(e.kind()).isEqualTo(ErrorKind.USER))
        .hasMessage(
            "[holdfast.map.nan] expected reject, skip or propagate, got \""
                + text
                + "\" (from the program); try the default, propagate");
  }

  private static NanPolicy read(String text) {
    Configuration conf = new Configuration(false);
    conf.set(NanPolicy.KEY, text);
    return NanPolicy.read(conf);
  }
}
