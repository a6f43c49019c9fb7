package io.holdfast.query;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.holdfast.error.ErrorKind;
import io.holdfast.error.HoldfastException;
import io.holdfast.record.Batch;
import io.holdfast.record.Column;
import io.holdfast.record.LongVector;
import io.holdfast.record.Schema;
import io.holdfast.record.Type;
import java.math.BigDecimal;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ArithmeticTest {
  private static final Schema SCHEMA =
      Schema.of(
          new Column("price", Type.decimal(15, 2)),
          new Column("discount", Type.decimal(15, 2)),
          new Column("n", Type.LONG),
          new Column("f", Type.FLOAT),
          new Column("big", Type.decimal(38, 0)));

  private static Batch row(Object... values) {
    return Rows.batch(SCHEMA, values);
  }

  private static Type type(String sql) {
    return ExpressionParser.parse("--agg", sql, SCHEMA).type();
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "1.5|decimal(2,1)",
        "0.05|decimal(2,2)",
        "1e3|double",
        "9223372036854775807|long",
        "9223372036854775808|decimal(19,0)",
        "-9223372036854775808|long",
        "n + 1|long",
        "n / 2|double",
        "-f|float",
        "f + 1|double",
        "1 - discount|decimal(16,2)",
        "price * (1 - discount)|decimal(31,4)",
        "n + price|decimal(22,2)",
        "-price|decimal(15,2)",
        "big + 1|decimal(38,0)",
        "n > 1|boolean"
      })
  void typesFollowTheRulesOfScale(String sql, String expected) {
    assertThat(type(sql)).hasToString(expected);
  }

  @Test
  void computesExactly() {
    Batch batch = row(new BigDecimal("901.00"), new BigDecimal("0.07"), 5L, 0.5, BigDecimal.TEN);
    assertThat(Rows.evaluate("price * (1 - discount)", batch))
        .containsExactly(new BigDecimal("837.9300"));
    assertThat(Rows.evaluate("-n - -2 * +3", batch)).containsExactly(1L);
    assertThat(Rows.evaluate("n / 2", batch)).containsExactly(2.5);
    assertThat(Rows.evaluate("price / discount", batch)).containsExactly(901.0 / 0.07);
    assertThat(Rows.evaluate("n / 0", batch)).containsExactly(Double.POSITIVE_INFINITY);
    assertThat(Rows.evaluate("big * n - price", batch)).containsExactly(new BigDecimal("-851.00"));
    assertThat(Rows.evaluate("8 - 3 - 2")).isEqualTo(3L);
    assertThat(Rows.evaluate("2 + 3 * 4")).isEqualTo(14L);
    assertThat(Rows.evaluate("12 / 3 / 2")).isEqualTo(2.0);
    assertThat(Rows.evaluate("1 + NULL")).isNull();
  }

  @ParameterizedTest
  @CsvSource({"n + 1", "n * 2", "-(n + -1) - n", "n - -1"})
  void anOverflowOfLongsNamesTheExpression(String sql) {
    Batch batch = row(BigDecimal.ONE, BigDecimal.ONE, Long.MAX_VALUE, 0.5, BigDecimal.ONE);
    assertThatThrownBy(() -> Rows.evaluate(sql, batch))
        .isInstanceOfSatisfying(
            HoldfastException.class, e -> assertThat(e.kind()).isEqualTo(ErrorKind.DATA))
        .hasMessageStartingWith("[" + sql + "] expected a result of 64 bits, got ");
  }

  @Test
  void whatIsUnderANullDoesNotOverflow() {
    Batch batch = row(null, null, null, null, null);
    ((LongVector) batch.column(2)).values()[0] = Long.MAX_VALUE;
    assertThat(Rows.evaluate("n + n", batch)).containsExactly((Object) null);
    assertThat(Rows.evaluate("price * price * price", batch)).containsExactly((Object) null);
  }

  @Test
  void aDecimalOfMoreThan38DigitsIsRefused() {
    BigDecimal most = BigDecimal.TEN.pow(38).subtract(BigDecimal.ONE);
    Batch batch = row(BigDecimal.ONE, BigDecimal.ONE, 1L, 0.5, most);
    assertThat(Rows.evaluate("big - 1 + 1", batch)).containsExactly(most);
    assertThatThrownBy(() -> Rows.evaluate("big + 1", batch))
        .hasMessageStartingWith("[big + 1] expected a result of 38 digits, got 1000");
    assertThatThrownBy(() -> type("0.00000000000000000001 * 0.00000000000000000001"))
        .hasMessageContaining("at most 38 decimal places, got 40");
    assertThatThrownBy(() -> type("1.00000000000000000000000000000000000001"))
        .hasMessage("[--agg @ 1] expected a number of at most 38 digits, got more");
  }

  @Test
  void textIsNoNumber() {
    assertThatThrownBy(() -> type("n + 'x'"))
        .hasMessage("[--agg] expected numbers in `n + 'x'`, got text");
    assertThatThrownBy(() -> type("-(n > 1)"))
        .hasMessage("[--agg] expected numbers in `-(n > 1)`, got boolean");
  }
}
