package io.holdfast.job;

import static org.assertj.core.api.Assertions.assertThat;

import io.holdfast.config.Keys;
import org.apache.hadoop.conf.Configuration;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class LocalSettingsTest {
  @ParameterizedTest
  @CsvSource(
      nullValues = "unset",
      value = {"unset, 100000001", "0, 100000001", "12345, 12345"})
  void choosesTheSizeOfSplitsWhereNobodyElseDoes(String set, long expected) {
    Configuration conf = new Configuration(false);
    if (set != null) {
      conf.set(Keys.SPLIT_BYTES.name(), set);
    }
    long cores = Runtime.getRuntime().availableProcessors();
    LocalSettings.write(conf, 200_000_000 * cores, 1);
    assertThat(Keys.SPLIT_BYTES.get(conf)).isEqualTo(expected);
  }
}
