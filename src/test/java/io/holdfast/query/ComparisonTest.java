package io.holdfast.query;

import static org.assertj.core.api.Assertions.assertThat;

import io.holdfast.record.Batch;
import io.holdfast.record.BytesVector;
import io.holdfast.record.Column;
import io.holdfast.record.Schema;
import io.holdfast.record.Type;
import java.time.LocalDate;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ComparisonTest {
  private static final Schema SCHEMA =
      Schema.of(
          new Column("x", Type.DOUBLE),
          new Column("i", Type.LONG),
          new Column("d", Type.DATE),
          new Column("ms", Type.timestamp(3)),
          new Column("ns", Type.timestamp(9)),
          new Column("s", Type.TEXT),
          new Column("b", Type.BINARY));

  private static Batch row(Double x, Long i, String s) {
    long day = LocalDate.of(2024, 1, 31).toEpochDay();
    long second = day * 86_400;
    return Rows.batch(SCHEMA, Rows.row(x, i, day, second * 1000, second * 1_000_000_000 + 1, s, s));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "d = ms",
        "d < ns",
        "ms < ns",
        "d = '2024-01-31'",
        "d = date '2024-01-31'",
        "ms = timestamp '2024-01-31 00:00:00'",
        "ns = timestamp '2024-01-31 00:00:00.000000001'",
        "ms < timestamp '2024-01-31 00:00:00.000000001'",
        "d < timestamp '2024-01-31 00:00:01'",
        "d >= timestamp '2024-01-30 23:59:59.999'",
        "ms = date '2024-01-31'",
        "ms = '2024-01-31'",
        "ms = '2024-01-31T00:00Z'",
        "d in ('2024-01-31', '1970-01-01')",
        "d between '2024-01-01' and '2024-01-31'",
        "not d in (timestamp '2024-01-31 01:00:00')",
        "d > timestamp '0001-01-01 00:00:00'",
        "ns < timestamp '9999-12-31 23:59:59.999'"
      })
  void datesAndTimestampsCompareExactly(String sql) {
    assertThat(Rows.evaluate(sql, row(1.0, 1L, "a"))).containsExactly(true);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "x = x",
        "x > 1e308",
        "x > 'inf'",
        "x = 'nan'",
        "x >= 'nan'",
        "x <> 1",
        "x > i",
        "i < x",
        "x in (1, 'NaN')",
        "not x < 'nan'",
        "x > 9223372036854775807",
        "not x = 'inf'"
      })
  void nanEqualsItselfAndIsAboveEveryNumber(String sql) {
    assertThat(Rows.evaluate(sql, row(Double.NaN, Long.MAX_VALUE, "a"))).containsExactly(true);
  }

  @Test
  void zerosAreEqual() {
    Batch batch = row(-0.0, 0L, "a");
    for (String sql :
        new String[] {
          "x = 0",
          "x = 0.0",
          "x = -0e0",
          "x = i",
          "i = x",
          "0 = x",
          "x in (0)",
          "not x < 0",
          "not x < 0e0",
          "-x = x"
        }) {
      assertThat(Rows.evaluate(sql, batch)).as(sql).containsExactly(true);
    }
  }

  @Test
  void longsAndDoublesCompareWithoutRounding() {
    Batch batch = row(0x1p53, (1L << 53) + 1, "a");
    for (String sql :
        new String[] {
          "i > x",
          "x < i",
          "x <> i",
          "x < 9007199254740993",
          "i > 9007199254740992e0",
          "not x = 9007199254740993",
          "x <= 9007199254740993",
          "i <> 9007199254740992e0",
          "i < 1e300",
          "i > -1e300",
          "i <> 0.5e0",
          "i > 0.5"
        }) {
      assertThat(Rows.evaluate(sql, batch)).as(sql).containsExactly(true);
    }
    Batch limits = row(0x1p63, Long.MAX_VALUE, "a");
    assertThat(Rows.evaluate("i < x", limits)).containsExactly(true);
    assertThat(Rows.evaluate("x > 9223372036854775807", limits)).containsExactly(true);
    assertThat(Rows.evaluate("i < 9223372036854775807.5", limits)).containsExactly(true);
    assertThat(Rows.evaluate("i < 9223372036854775808", limits)).containsExactly(true);
    assertThat(Rows.evaluate("i = 9223372036854775808", limits)).containsExactly(false);
  }

  @Test
  void textsCompareAsUnsignedUtf8() {
    Batch batch = row(1.0, 1L, "\uD83D\uDE00");
    assertThat(Rows.evaluate("s > '\uFFFD'", batch)).containsExactly(true);
    assertThat(Rows.evaluate("s > 'z'", batch)).containsExactly(true);
    assertThat(Rows.evaluate("b = '\uD83D\uDE00'", batch)).containsExactly(true);
    assertThat(Rows.evaluate("b in ('a', '\uD83D\uDE00')", batch)).containsExactly(true);
    assertThat(Rows.evaluate("'it''s' > 'it(s'")).isEqualTo(false);
  }

  @Test
  void aDictionaryIsAskedOnceAnEntry() {
    Schema schema = Schema.of(new Column("s", Type.TEXT));
    Batch batch = Rows.batch(schema, Rows.row("red"), Rows.row("blue"), Rows.row((Object) null));
    BytesVector entries = new BytesVector(Type.TEXT, 2);
    Rows.put(entries, 0, "blue");
    Rows.put(entries, 1, "red");
    int[] ids = batch.column(0).useDictionary(entries, 2);
    ids[0] = 1;
    ids[1] = 0;
    ids[2] = 2;
    Expression like = ExpressionParser.parse("--where", "s LIKE 'r%'", schema);
    assertThat(Rows.get(like.evaluate(batch), 0)).isEqualTo(true);
    assertThat(Rows.get(like.evaluate(batch), 1)).isEqualTo(false);
    assertThat(Rows.get(like.evaluate(batch), 2)).isNull();
    Rows.put(entries, 1, "not asked again");
    assertThat(Rows.get(like.evaluate(batch), 0)).isEqualTo(true);
    BytesVector others = new BytesVector(Type.TEXT, 2);
    Rows.put(others, 0, "rose");
    Rows.put(others, 1, "green");
    batch.column(0).useDictionary(others, 2);
    assertThat(Rows.get(like.evaluate(batch), 0)).isEqualTo(false);
    assertThat(Rows.get(like.evaluate(batch), 1)).isEqualTo(true);
  }
}
