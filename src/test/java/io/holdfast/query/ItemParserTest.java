package io.holdfast.query;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.holdfast.aggregate.Function;
import io.holdfast.record.Column;
import io.holdfast.record.Schema;
import io.holdfast.record.Type;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ItemParserTest {
  private static final Schema SCHEMA =
      Schema.of(
          new Column("a", Type.LONG),
          new Column("B", Type.TEXT),
          new Column("price", Type.decimal(15, 2)),
          new Column("count", Type.LONG));

  @Test
  void keysHaveNames() {
    List<NamedExpression> keys =
        ExpressionParser.parseGroupBy(
            "--group-by", "a, b, \"a\" AS \"my, key\", (a+1) , 2 as two", SCHEMA);
    assertThat(keys)
        .extracting(NamedExpression::name)
        .containsExactly("a", "B", "my, key", "(a+1)", "two");
    assertThat(keys)
        .extracting(key -> key.expression().type())
        .containsExactly(Type.LONG, Type.TEXT, Type.LONG, Type.LONG, Type.LONG);
    assertThat(keys.get(3).sql()).isEqualTo("(a+1)");
  }

  @Test
  void callsHaveFunctionsArgumentsAndNames() {
    List<AggregateCall> calls =
        ExpressionParser.parseAggregates(
            "--agg",
            "SUM(price*(1-price)) AS total, count(*), Count( a ), avg(a) as \"count\", "
                + "min(B), max(count)",
            SCHEMA);
    assertThat(calls)
        .extracting(AggregateCall::name)
        .containsExactly("total", "count(*)", "Count( a )", "count", "min(B)", "max(count)");
    assertThat(calls)
        .extracting(AggregateCall::function)
        .containsExactly(
            Function.SUM,
            Function.COUNT_ROWS,
            Function.COUNT,
            Function.AVG,
            Function.MIN,
            Function.MAX);
    assertThat(calls.get(0).argument().orElseThrow().type()).isEqualTo(Type.decimal(31, 4));
    assertThat(calls.get(1).argument()).isEmpty();
    assertThat(calls.get(5).argument().orElseThrow().type()).isEqualTo(Type.LONG);
  }

  @Test
  void orderedCallsHaveArgumentsAndFractions() {
    List<AggregateCall> calls =
        ExpressionParser.parseAggregates(
            "--agg",
            "count(DISTINCT a), sum(a + 1), median(a+1), quantile(a + 1, 0.95) AS p, count(distinct"
                + " \"a\")",
            SCHEMA);
    assertThat(calls)
        .extracting(AggregateCall::function)
        .containsExactly(
            Function.COUNT_DISTINCT,
            Function.SUM,
            Function.MEDIAN,
            Function.QUANTILE,
            Function.COUNT_DISTINCT);
    assertThat(calls)
        .extracting(AggregateCall::argumentSql)
        .containsExactly("a", "a + 1", "a+1", "a + 1", "\"a\"");
    assertThat(calls.get(3).fraction()).isEqualByComparingTo("0.95");
    assertThat(calls.get(3).hasArgumentOf(calls.get(1))).isTrue();
    assertThat(calls.get(4).hasArgumentOf(calls.get(0))).isTrue();
    assertThat(calls.get(0).hasArgumentOf(calls.get(1))).isFalse();
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "sum(a), mode(a)|[--agg @ 9] no aggregate function \"mode\"; The functions are: count,",
        "smu(a)|[--agg @ 1] no aggregate function \"smu\"; did you mean \"sum\"?",
        "sum(distinct a)|[--agg @ 5] expected DISTINCT in count(distinct x) alone, got it in sum",
        "count(distinct a, B)|[--agg @ 17] expected one argument, got a comma",
        "count(distinct *)|[--agg @ 16] expected an expression, got \"*\"",
        "median(a, 0.5)|[--agg @ 9] expected one argument, got a comma",
        "quantile(a)|[--agg @ 11] expected a number from 0 to 1, of at most 38 decimals, as the second"
            + " argument of quantile, got none; try quantile(x, 0.95)",
        "quantile(a, 1.5)|[--agg @ 13] expected a number from 0 to 1, of at most 38 decimals, as the second"
            + " argument of quantile, got 1.5;",
        "quantile(a, -1)|[--agg @ 13] expected a number from 0 to 1, of at most 38 decimals, as the second"
            + " argument of quantile, got -1;",
        "quantile(a, 1e99999999999)|[--agg @ 13] expected a number from 0 to 1, of at most 38"
            + " decimals, as the second argument of quantile, got 1e99999999999;",
        "quantile(a, 0.1, 2)|[--agg @ 13] expected a number from 0 to 1, of at most 38 decimals, as the second"
            + " argument of quantile, got 0.1, 2;",
        "max(a) - min(a)|[--agg @ 1] expected one aggregate call such as sum(x), got max(a) -"
            + " min(a)",
        "a|[--agg @ 1] expected one aggregate call such as sum(x), got a;",
        "sum(a) total|[--agg @ 1] expected one aggregate call such as sum(x), got sum(a) total;",
        "sum()|[--agg @ 5] expected an expression, got nothing",
        "sum(a, 1)|[--agg @ 6] expected one argument, got a comma",
        "sum(*)|[--agg @ 5] expected an expression, got \"*\"",
        "sum(a),|[--agg @ 8] expected an expression, got nothing",
        "sum(a),,sum(a)|[--agg @ 8] expected an expression, got nothing",
        "sum(sum(a))|[--agg @ 5] expected no function, got sum(a)",
        "sum(a b)|[--agg @ 7] expected an operator or the end, got \"b\"",
        "sum(prize)|[--agg] no column \"prize\"; did you mean \"price\"?"
      })
  void mistakesAreExplained(String sql, String message) {
    assertThatThrownBy(() -> ExpressionParser.parseAggregates("--agg", sql, SCHEMA))
        .hasMessageStartingWith(message);
  }
}
