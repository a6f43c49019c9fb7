package io.holdfast.aggregate;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.holdfast.error.ErrorKind;
import io.holdfast.error.HoldfastException;
import io.holdfast.record.Type;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class AccumulatorsTest {
  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "COUNT | text | long",
        "SUM | long | long",
        "SUM | decimal(7,2) | decimal(38,2)",
        "SUM | decimal(38,38) | decimal(38,38)",
        "SUM | float | double",
        "SUM | double | double",
        "AVG | long | double",
        "AVG | decimal(20,3) | double",
        "MIN | float | float",
        "MIN | decimal(7,2) | decimal(7,2)",
        "MAX | timestamp(6) | timestamp(6)",
        "COUNT_DISTINCT | text | long",
        "MEDIAN | long | double",
        "QUANTILE | decimal(20,3) | double"
      })
  void saysWhichTypeComesOut(Function function, String argument, String result) {
    Type type = Type.parse(argument);
    assertThat(Accumulators.resultType(function, type)).hasToString(result);
    if (!function.isOrdered()) {
      assertThat(Accumulators.create(function, type).resultType()).hasToString(result);
    }
  }

  @Test
  void countsRowsWithoutAnArgument() {
    assertThat(Accumulators.resultType(Function.COUNT_ROWS, null)).isEqualTo(Type.LONG);
    assertThat(Function.COUNT_ROWS.sqlName()).isEqualTo("count");
    assertThat(Function.COUNT_DISTINCT.sqlName()).isEqualTo("count");
  }

  @ParameterizedTest
  @CsvSource({
    "SUM, text, sum",
    "AVG, boolean, avg",
    "SUM, date, sum",
    "AVG, time(3), avg",
    "MEDIAN, text, median",
    "QUANTILE, date, quantile"
  })
  void refusesToSumWhatIsNoNumber(Function function, String argument, String name) {
    Type type = Type.parse(argument);
    String message = name + " needs a number, got " + argument;
    assertThatThrownBy(() -> Accumulators.create(function, type))
        .isInstanceOfSatisfying(
            HoldfastException.class, e -> assertThat(e.kind()).isEqualTo(ErrorKind.USER))
        .hasMessage(message);
    assertThatThrownBy(() -> Accumulators.resultType(function, type)).hasMessage(message);
  }

  @Test
  void refusesAStarForAllButCount() {
    assertThatThrownBy(() -> Accumulators.create(Function.MAX, null))
        .isInstanceOf(HoldfastException.class)
        .hasMessage("max needs an argument, got none; only count can do without");
  }
}
