package io.holdfast.query;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.holdfast.record.Batch;
import io.holdfast.record.Column;
import io.holdfast.record.Schema;
import io.holdfast.record.Type;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class QueryTest {
  private static final Schema SOURCE =
      Schema.of(
          new Column("unused", Type.DOUBLE),
          new Column("Value", Type.decimal(15, 2)),
          new Column("city", Type.TEXT),
          new Column("ts", Type.timestamp(6)));

  private static QueryText text(String where, String keys, String having, String... aggregates) {
    return new QueryText(
        Optional.ofNullable(where),
        Optional.ofNullable(keys),
        List.of(aggregates),
        Optional.ofNullable(having),
        Optional.empty(),
        OptionalLong.empty());
  }

  private static Query bind(QueryText text) {
    return Query.bind(text, SOURCE);
  }

  @Test
  void bindsTheWholeText() {
    Query query =
        bind(
            text(
                "ts > '2024-01-01'",
                "city AS c",
                "n >= 2 and c <> 'x'",
                "max(value) AS top",
                "count(*) AS n"));
    assertThat(query.filter()).isPresent();
    assertThat(query.result()).hasToString("c text, top decimal(15,2), n long");
    Batch result =
        Rows.batch(
            query.result(),
            Rows.row("x", null, 9L),
            Rows.row("y", null, 1L),
            Rows.row("y", null, 2L));
    int[] rows = new int[Batch.MAX_ROWS];
    assertThat(query.having().orElseThrow().select(result, rows)).isEqualTo(1);
    assertThat(rows[0]).isEqualTo(2);
  }

  @Test
  void anEmptyQueryReadsNoColumn() {
    Query query = bind(text(null, null, null, "count(*)"));
    assertThat(query.filter()).isEmpty();
    assertThat(query.keys()).isEmpty();
    assertThat(Query.neededColumns(text(null, null, null, "count(*)"), SOURCE).size()).isZero();
  }

  @Test
  void theNeededColumnsSufficeToBind() {
    QueryText text = text("\"value\" > 1", "1 + 1 AS two", null, "count(city)");
    Schema needed = Query.neededColumns(text, SOURCE);
    assertThat(needed).hasToString("Value decimal(15,2), city text");
    assertThat(Query.bind(text, needed).source().size()).isEqualTo(2);
  }

  @Test
  void resultNamesAreUnique() {
    assertThatThrownBy(() -> bind(text(null, "city", null, "count(*) AS city")))
        .hasMessage("expected one result column \"city\", got two; name one with AS");
    assertThatThrownBy(() -> bind(text(null, null, "value > 1", "sum(value) AS total")))
        .hasMessageStartingWith("[--having] no column \"value\"");
  }

  @Test
  void orderedArgumentsAreAsManyAsKeysCanNumber() {
    String[] calls =
        IntStream.range(0, 256)
            .mapToObj(i -> "count(distinct value + " + i + ") AS c" + i)
            .toArray(String[]::new);
    assertThat(bind(text(null, null, null, Arrays.copyOf(calls, 255))).orderedArguments())
        .hasSize(255);
    assertThatThrownBy(() -> bind(text(null, null, null, calls)))
        .hasMessageStartingWith("[--agg] expected median, quantile and count(distinct) of at most");
  }

  @Test
  void theMessageSurvivesJson() {
    QueryText text = text("city = 'a\"b\\\n\u65e5'", null, "n > 1", "count(*) AS n", "avg(value)");
    QueryMessage message = new QueryMessage(text, SOURCE);
    assertThat(message.toJson()).doesNotContain("\n").doesNotContain("groupBy");
    assertThat(QueryMessage.fromJson(message.toJson())).isEqualTo(message);
    assertThatThrownBy(() -> QueryMessage.fromJson("{")).hasMessageStartingWith("expected a query");
  }
}
