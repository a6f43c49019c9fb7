package io.holdfast.query;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.holdfast.error.ErrorKind;
import io.holdfast.error.HoldfastException;
import io.holdfast.record.Batch;
import io.holdfast.record.Column;
import io.holdfast.record.Schema;
import io.holdfast.record.Type;
import java.time.Duration;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Assertions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class ExpressionParserTest {
  private static final Schema SCHEMA =
      Schema.of(
          new Column("a", Type.LONG),
          new Column("category", Type.TEXT),
          new Column("day", Type.DATE),
          new Column("Weird \"name\"", Type.LONG),
          new Column("nested.field", Type.LONG));

  private static HoldfastException error(String sql) {
    return Assertions.assertThrows(
        HoldfastException.class, () -> ExpressionParser.parseCondition("--where", sql, SCHEMA));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      value = {
        "a >|4|expected an expression, got the end",
        "a > )|5|expected an expression, got \")\"",
        "a > 1 b|7|expected an operator or the end, got \"b\"",
        "(a > 1|1|expected a closing parenthesis, got the end",
        "a > 1)|6|expected an operator or the end, got \")\"",
        "and a|1|expected an expression, got \"and\"",
        "a and|6|expected an expression, got the end",
        "a > 1 and ()|12|expected an expression, got \")\"",
        "a > (1 2)|8|expected an operator or the end, got \"2\"",
        "a = 'x|5|expected a closing ', got the end",
        "a # 1|3|expected a name, a literal or an operator, got \"#\"",
        "a % 2 = 1|3|expected a name, a literal or an operator, got \"%\"",
        "a > = < 1|5|expected an expression, got \"=\"",
        "a == 1|4|expected an expression, got \"=\"",
        "a = 1; b|6|expected a name, a literal or an operator, got \";\"",
        "a in 1|6|expected a list in parentheses",
        "a in (1,|6|expected a closing parenthesis",
        "a in (select 1)|7|sub-selects are not supported",
        "(select 1) = 1|2|sub-selects are not supported",
        "abs(a) > 1|1|expected no function, got abs(a)",
        "case when a > 1 then 1 end|1|CASE is not supported",
        "cast(a as text) = '1'|1|CAST is not supported",
        "category ilike 'x'|10|ILIKE is not supported",
        "day > date '2024-02-30'|12|expected a date",
        "day > date '2024-02-01 10:00'|12|expected a date",
        "a between 1|12|expected an operator, got the end",
        "a > and a|5|expected an expression, got \"and\"",
        "a not a|3|expected an operator or the end, got \"not\"",
        "a > 1 /* x|7|expected a comment with an end"
      })
  void aMistakeHasItsPlace(String sql, int place, String message) {
    HoldfastException error = error(sql);
    assertThat(error).hasMessageStartingWith("[--where @ " + place + "] " + message);
    assertThat(error.kind()).isEqualTo(ErrorKind.USER);
  }

  @Test
  void placesCountLinesTabsAndComments() {
    assertThat(error("a > 1\r\n\tand -- )\n/* ( */ 'x\u00e9' >> category"))
        .hasMessageStartingWith("[--where @ 32] expected an expression, got \">\"");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "catgory = 'x'|no column \"catgory\"; did you mean \"category\"? The columns are: a, ",
        "zzz = 1|no column \"zzz\"; The columns are: a, category, day, ",
        "category > 5|cannot compare text with long in `category > 5`; put single quotes",
        "day = 5|cannot compare date with long in `day = 5`; compare",
        "a = '1x'|expected a number to compare with long, got '1x' in `a = '1x'`",
        "day > 'soon'|expected a date such as 2024-01-31 or a timestamp",
        "day in ('soon')|expected a date such as 2024-01-31 or a timestamp",
        "a|expected a condition, got a value of type long; try a comparison",
        "category and a > 1|expected a condition, got a value of type text",
        "a like 'x'|expected text before LIKE, got long in `a LIKE 'x'`",
        "category like a|expected a pattern in single quotes in `category LIKE a`",
        "category like 'x!' escape '!'|expected a character behind the escape character",
        "category like 'x' escape '!!'|expected an escape of one character"
      })
  void aWrongNameOrTypeIsExplained(String sql, String message) {
    assertThat(error(sql)).hasMessageStartingWith("[--where] " + message);
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "  ", "()", "(())", "-- nothing"})
  void nothingIsNoExpression(String sql) {
    assertThat(error(sql)).hasMessageContaining("expected an expression, got ");
  }

  @Test
  void namesAreQuotedNestedOrOfAnotherCase() {
    Batch batch = Rows.batch(SCHEMA, Rows.row(1L, "x", 2L, 3L, 4L));
    assertThat(Rows.evaluate("\"Weird \"\"name\"\"\" = 3", batch)).containsExactly(true);
    assertThat(Rows.evaluate("nested.field", batch)).containsExactly(4L);
    assertThat(Rows.evaluate("NESTED.field + A", batch)).containsExactly(5L);
    assertThat(ExpressionParser.parse("--where", "(a)", SCHEMA).evaluate(batch))
        .isSameAs(batch.column(0));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "value",
        "key",
        "day",
        "ts",
        "flag",
        "count",
        "date",
        "timestamp",
        "time",
        "select",
        "from",
        "where",
        "case",
        "when",
        "end",
        "order",
        "group",
        "user",
        "current_date",
        "interval",
        "limit",
        "left",
        "values",
        "c1",
        "sum",
        "cast",
        "exists",
        "any",
        "\u65e5\u672c",
        "_x",
        "q"
      })
  void columnsMayBeCalledLikeKeywords(String name) {
    Schema schema = Schema.of(new Column(name, Type.LONG), new Column("other", Type.LONG));
    Batch batch = Rows.batch(schema, Rows.row(7L, 8L));
    for (String sql :
        new String[] {
          "NAME = 7",
          "7 = NAME and NAME < other",
          "NAME in (1, 7)",
          "(NAME) = 7",
          "NAME between 7 and NAME",
          "not NAME is null",
          "-NAME + other = 1",
          "\"NAME\" = 7",
          "other > NAME",
          "(NAME + 1) * NAME = 56"
        }) {
      String asked = sql.replace("NAME", name);
      assertThat(Rows.evaluate(asked, batch)).as(asked).containsExactly(true);
    }
  }

  @Test
  void reservedWordsAreColumnsInQuotes() {
    Schema schema = Schema.of(new Column("and", Type.LONG), new Column("null", Type.LONG));
    Batch batch = Rows.batch(schema, Rows.row(1L, 2L));
    assertThat(Rows.evaluate("\"and\" < \"null\" and null is null", batch)).containsExactly(true);
  }

  @Test
  void deepNestingIsParsedOrRefusedAtOnce() {
    Batch batch = Rows.batch(SCHEMA, Rows.row(1L, "x", 2L, 3L, 4L));
    String hundred = "(".repeat(100) + "a" + ")".repeat(100) + " = 1";
    String mixed = "(a = 1 and not (a = 2 or ".repeat(50) + "a = 1" + "))".repeat(50);
    Assertions.assertTimeoutPreemptively(
        Duration.ofSeconds(20),
        () -> {
          assertThat(Rows.evaluate(hundred, batch)).containsExactly(true);
          assertThat(Rows.evaluate(mixed, batch)).hasSize(1);
          assertThat(error("(".repeat(10_000) + "a" + ")".repeat(10_000)))
              .hasMessageStartingWith("[--where @ 101] expected at most 100 nested parentheses");
          assertThat(error("(".repeat(10_000))).hasMessageContaining("nested parentheses");
          assertThat(error("(a + ".repeat(90) + ")".repeat(90)))
              .hasMessageStartingWith("[--where @ 451] expected an expression, got \")\"");
        });
  }

  @Test
  void textMayBeOfAnyLength() {
    Batch batch = Rows.batch(SCHEMA, Rows.row(1L, "x", 2L, 3L, 4L));
    assertThat(Rows.evaluate("a = 2" + " or a = 1".repeat(20_000), batch)).containsExactly(true);
    assertThat(Rows.evaluate("a = 1" + " and a > 0".repeat(20_000), batch)).containsExactly(true);
    String list = String.join(",", IntStream.range(2, 20_000).mapToObj(String::valueOf).toList());
    assertThat(Rows.evaluate("a in (" + list + ")", batch)).containsExactly(false);
    assertThat(Rows.evaluate("a not in (" + list + ", 1)", batch)).containsExactly(false);
    assertThat(Rows.evaluate("category <> '" + "x".repeat(1_000_000) + "'", batch))
        .containsExactly(true);
    assertThat(Rows.evaluate("a" + " + 1".repeat(500), batch)).containsExactly(501L);
    assertThat(error("a" + " + 1".repeat(20_000) + " > 1"))
        .hasMessageStartingWith("[--where] expected at most 500 arithmetic operators");
    assertThat(error("a" + " ".repeat(100_000) + "b")).hasMessageStartingWith("[--where @ 100002]");
  }

  @Test
  void manyColumnsAreNotAllListed() {
    Column[] columns =
        IntStream.range(0, 1000)
            .mapToObj(i -> new Column("col" + i, Type.LONG))
            .toArray(Column[]::new);
    assertThatThrownBy(() -> ExpressionParser.parse("--agg", "x", Schema.of(columns)))
        .hasMessageEndingWith("col18, col19, ... (1000 in all)");
  }
}
