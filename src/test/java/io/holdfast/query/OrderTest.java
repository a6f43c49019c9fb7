package io.holdfast.query;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.holdfast.error.ErrorKind;
import io.holdfast.error.HoldfastException;
import io.holdfast.record.Batch;
import io.holdfast.record.Column;
import io.holdfast.record.Schema;
import io.holdfast.record.Type;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What ORDER BY and HAVING may say of a result. */
class OrderTest {
  private static final Schema SOURCE =
      Schema.of(new Column("city", Type.TEXT), new Column("value", Type.DOUBLE));

  private static Query bind(String having, String orderBy) {
    return Query.bind(
        new QueryText(
            Optional.empty(),
            Optional.of("city AS \"desc\""),
            List.of("sum(value) AS total, count(DISTINCT value)", "count(*)"),
            Optional.ofNullable(having),
            Optional.ofNullable(orderBy),
            OptionalLong.empty()),
        SOURCE);
  }

  @ParameterizedTest
  @CsvSource(
      quoteCharacter = '`',
      textBlock =
          """
          total,                            1, false, true
          total asc,                        1, false, true
          TOTAL DESC,                       1, true,  false
          total DESC NULLS FIRST,           1, true,  true
          total nulls last,                 1, false, false
          (total) desc,                     1, true,  false
          sum(value) DESC,                  1, true,  false
          SUM( value ),                     1, false, true
          (sum(value)),                     1, false, true
          Count(distinct value) DESC,       2, true,  false
          SUM("value"),                     1, false, true
          sum(VALUE) desc,                  1, true,  false
          "count(DISTINCT value)",          2, false, true
          count(*),                         3, false, true
          desc,                             0, false, true
          desc desc,                        0, true,  false
          """)
  void itemsAreColumnsWithADirection(
      String sql, int column, boolean descending, boolean nullsFirst) {
    List<OrderItem> order = bind(null, sql).order();
    assertThat(order).hasSize(1);
    assertThat(((ColumnReference) order.get(0).expression()).index()).isEqualTo(column);
    assertThat(order.get(0).descending()).isEqualTo(descending);
    assertThat(order.get(0).nullsFirst()).isEqualTo(nullsFirst);
  }

  @Test
  void itemsMayBeExpressionsOverCalls() {
    Query query = bind("sum(value) > 1 AND count(*) < 9", "sum(value) / count(*) DESC, \"desc\"");
    Batch result =
        Rows.batch(query.result(), Rows.row("a", 6.0, 1L, 3L), Rows.row("b", 1.0, 1L, 3L));
    assertThat(query.order()).hasSize(2);
    assertThat(query.order().get(0).expression().type()).isEqualTo(Type.DOUBLE);
    int[] rows = new int[Batch.MAX_ROWS];
    assertThat(query.having().orElseThrow().select(result, rows)).isEqualTo(1);
    assertThat(rows[0]).isZero();
  }

  @ParameterizedTest
  @CsvSource(
      quoteCharacter = '`',
      delimiter = '|',
      textBlock =
          """
          max(value)     | [--order-by @ 1] expected an aggregate of this query, got max(value); add
          total, 1 DESC  | [--order-by @ 8] expected a column of the result, got the constant 1; try
          total, 'total' | [--order-by @ 8] expected a column of the result, got the constant
          total,         | [--order-by @ 7] expected an expression, got nothing; add one
          totl           | [--order-by] no column "totl"; did you mean "total"?
          value          | [--order-by] no column "value"
          total AS t     | [--order-by @ 7] expected an operator or the end, got "AS"
          total DESC x   | [--order-by @ 7] expected an operator or the end, got "DESC"
          total NULLS up | [--order-by @ 7] expected an operator or the end, got "NULLS"
          """)
  void mistakesNameTheirPlace(String sql, String message) {
    assertThatThrownBy(() -> bind(null, sql))
        .isInstanceOfSatisfying(
            HoldfastException.class, e -> assertThat(e.kind()).isEqualTo(ErrorKind.USER))
        .hasMessageStartingWith(message);
  }

  @Test
  void theOrderSurvivesJson() {
    QueryText text =
        new QueryText(
            Optional.empty(),
            Optional.of("city"),
            List.of("count(*) AS n"),
            Optional.empty(),
            Optional.of("n DESC, \"city\""),
            OptionalLong.of(0));
    QueryMessage message = new QueryMessage(text, SOURCE);
    assertThat(QueryMessage.fromJson(message.toJson())).isEqualTo(message);
    assertThat(message.bind().isOrdered()).isTrue();
    assertThat(bind(null, null).isOrdered()).isFalse();
  }
}
