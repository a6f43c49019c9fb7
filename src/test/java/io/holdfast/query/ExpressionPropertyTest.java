package io.holdfast.query;

import static org.assertj.core.api.Assertions.assertThat;

import io.holdfast.error.ErrorKind;
import io.holdfast.error.HoldfastException;
import io.holdfast.record.Batch;
import io.holdfast.record.Column;
import io.holdfast.record.Schema;
import io.holdfast.record.Type;
import java.math.BigDecimal;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;

/** Random conditions over random rows, against an interpreter of one row at a time. */
class ExpressionPropertyTest {
  private static final Schema SCHEMA =
      Schema.of(
          new Column("l", Type.LONG),
          new Column("m", Type.LONG),
          new Column("x", Type.DOUBLE),
          new Column("y", Type.DOUBLE),
          new Column("p", Type.decimal(9, 2)),
          new Column("q", Type.decimal(12, 4)),
          new Column("w", Type.decimal(30, 3)),
          new Column("s", Type.TEXT),
          new Column("t", Type.TEXT),
          new Column("b", Type.BOOLEAN));
  private static final Object[][] VALUES = {
    {-2L, 0L, 1L, 2L, (1L << 53) + 1, 3_000_000_000L},
    {-1L, 0L, 1L, 7L, 1L << 53},
    {-0.0, 0.0, 1.0, 1.5, 0x1p53, Double.NaN, Double.POSITIVE_INFINITY, -1e300, 0.1},
    {0.0, -1.0, 2.0, Double.NaN, Double.NEGATIVE_INFINITY, 1.25},
    {
      new BigDecimal("-1.50"),
      new BigDecimal("0.00"),
      new BigDecimal("1.00"),
      new BigDecimal("0.10")
    },
    {new BigDecimal("1.5000"), new BigDecimal("0.1000"), new BigDecimal("-99.9999")},
    {
      new BigDecimal("1.500"),
      new BigDecimal("123456789012345678901234.567"),
      new BigDecimal("-2.000")
    },
    {"", "a", "ab", "b", "\u00e9", "\uD83D\uDE00", "\uFFFD"},
    {"a", "b", "B", "\u00e9"},
    {true, false}
  };

  @Property(tries = 1500)
  void aBatchGivesWhatEachRowGives(@ForAll long seed) {
    Random random = new Random(seed);
    RandomCondition condition = RandomCondition.create(random, 3);
    Object[][] rows = new Object[1 + random.nextInt(20)][];
    for (int i = 0; i < rows.length; i++) {
      rows[i] = row(random);
    }
    Batch batch = Rows.batch(SCHEMA, rows);
    List<Object> got;
    try {
      got = Rows.evaluate(condition.sql(), batch);
    } catch (HoldfastException e) {
      assertThat(e.kind()).as("%s: %s", condition.sql(), e).isEqualTo(ErrorKind.DATA);
      assertThat(List.of(rows))
          .as(condition.sql())
          .anyMatch(row -> expected(condition, row).isEmpty());
      return;
    }
    for (int i = 0; i < rows.length; i++) {
      Object result = got.get(i);
      String place = condition.sql() + " over " + Arrays.toString(rows[i]);
      expected(condition, rows[i])
          .ifPresent(truth -> assertThat(String.valueOf(result)).as(place).isEqualTo(truth));
    }
  }

  /** Returns true, false or null as a word; empty where a number is too large. */
  private static Optional<String> expected(RandomCondition condition, Object[] row) {
    try {
      return Optional.of(String.valueOf(condition.test(named(row))));
    } catch (ArithmeticException e) {
      return Optional.empty();
    }
  }

  private static Map<String, Object> named(Object[] row) {
    Map<String, Object> named = new HashMap<>();
    for (int i = 0; i < row.length; i++) {
      named.put(SCHEMA.column(i).name(), row[i]);
    }
    return named;
  }

  private static Object[] row(Random random) {
    Object[] row = new Object[VALUES.length];
    for (int i = 0; i < row.length; i++) {
      boolean isNull = random.nextInt(6) == 0;
      row[i] = isNull ? null : VALUES[i][random.nextInt(VALUES[i].length)];
    }
    return row;
  }
}
