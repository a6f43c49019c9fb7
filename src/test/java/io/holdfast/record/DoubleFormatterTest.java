package io.holdfast.record;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The expected forms are those of Python's repr, and of numpy's float32 for floats. */
class DoubleFormatterTest {
  @ParameterizedTest
  @CsvSource({
    "0, 0.0",
    "-0.0, -0.0",
    "1, 1.0",
    "0.1, 0.1",
    "-99893300, -99893300.0",
    "1e15, 1000000000000000.0",
    "9007199254740991, 9007199254740991.0",
    "9007199254740993, 9007199254740992.0",
    "9999999999999998, 9999999999999998.0",
    "1e16, 1e+16",
    "12345678901234567890, 1.2345678901234567e+19",
    "0.001, 0.001",
    "0.0001, 0.0001",
    "0.00012345, 0.00012345",
    "0.00001, 1e-05",
    "-0.000012, -1.2e-05",
    "1e22, 1e+22",
    "1e23, 1e+23",
    "2e23, 2e+23",
    "2.2250738585072014e-308, 2.2250738585072014e-308",
    "1.7976931348623157e308, 1.7976931348623157e+308",
    "1e100, 1e+100",
    "123456.789, 123456.789",
    "10.5, 10.5",
    "1234567.25, 1234567.25",
    "NaN, nan",
    "Infinity, inf",
    "-Infinity, -inf"
  })
  void printsDoublesAsPythonDoes(double value, String expected) {
    assertThat(Formatted.of(Type.DOUBLE, value)).isEqualTo(expected);
  }

  /** Here Double.toString prefers 4.9E-324, on every JDK. */
  @ParameterizedTest
  @CsvSource({
    "1, 5e-324", "2, 1e-323", "3, 1.5e-323", "4, 2e-323", "5, 2.5e-323", "6, 3e-323",
    "7, 3.5e-323", "8, 4e-323", "9, 4.4e-323", "10, 5e-323", "11, 5.4e-323", "12, 6e-323",
    "16, 8e-323", "18, 9e-323", "20, 1e-322", "21, 1.04e-322", "100, 4.94e-322"
  })
  void printsTheSmallestDoublesWithTheFewestDigits(long bits, String expected) {
    assertThat(Formatted.of(Type.DOUBLE, Double.longBitsToDouble(bits))).isEqualTo(expected);
  }

  @ParameterizedTest
  @CsvSource({
    "0.1, 0.1",
    "-0.0, -0.0",
    "16777216, 16777216.0",
    "123456789, 123456790.0",
    "3.4028235e38, 3.4028235e+38",
    "1e16, 1e+16",
    "1e-5, 1e-05",
    "1.1754944e-38, 1.1754944e-38",
    "1e-45, 1e-45",
    "3e-45, 3e-45",
    "NaN, nan",
    "-Infinity, -inf"
  })
  void printsFloatsByTheirOwnShortestDigits(float value, String expected) {
    assertThat(Formatted.of(Type.FLOAT, value)).isEqualTo(expected);
  }

  /** These came out with a digit too many from Double.toString before JDK 19. */
  @Test
  void printsWhatOldJdksPrintedTooLong() {
    assertThat(Formatted.of(Type.DOUBLE, 2.0e-3)).isEqualTo("0.002");
    assertThat(Formatted.of(Type.DOUBLE, 2.2e-322)).isEqualTo("2.2e-322");
    assertThat(Formatted.of(Type.DOUBLE, 1.0e23)).isEqualTo("1e+23");
    assertThat(Formatted.of(Type.DOUBLE, 2.0e23)).isEqualTo("2e+23");
  }
}
