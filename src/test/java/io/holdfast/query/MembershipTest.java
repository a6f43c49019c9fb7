package io.holdfast.query;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.holdfast.record.Batch;
import io.holdfast.record.Column;
import io.holdfast.record.Schema;
import io.holdfast.record.Type;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** IN among other conditions: what follows its list is no part of it. */
class MembershipTest {
  private static final Schema SOURCE =
      Schema.of(new Column("n", Type.LONG), new Column("s", Type.TEXT));

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '"',
      value = {
        "n IN (1, 2) OR n = 3 | 123",
        "n in (1, 2) and s = 'a' | 1",
        "n NOT IN (1, 2) AND s LIKE 'c%' | 3",
        "n IN (1) OR n IN (3) AND NOT s IN ('a') | 13",
        "NOT n IN (1, 2) OR s IS NULL | 34",
        "n IN (1, 2) AND NOT s = 'a' | 2",
        "s IS NULL OR n IN (2) | 24",
        "n IN (-1, +1, (2)) | 12",
        "n + 1 IN (2, 1 + 2) AND n < 2 | 1",
        "n NOT IN (1, NULL) OR n = 4 | 4",
        "s IN ('a', 'a,b', ')') OR FALSE | 1"
      })
  void selects(String sql, String rows) {
    Batch batch =
        Rows.batch(
            SOURCE, Rows.row(1L, "a"), Rows.row(2L, "b"), Rows.row(3L, "c"), Rows.row(4L, null));
    int[] selected = new int[Batch.MAX_ROWS];
    int count = ExpressionParser.parseCondition("--where", sql, SOURCE).select(batch, selected);
    StringBuilder found = new StringBuilder();
    for (int i = 0; i < count; i++) {
      found.append(selected[i] + 1);
    }
    assertThat(found).hasToString(rows);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '"',
      value = {
        "n IN 1 | expected a list in parentheses behind IN",
        "n IN () | [--where @ 7]",
        "n IN (1,) | [--where @ 9]",
        "n IN (1 2) | [--where @ 9]",
        "n IN ('x') OR n = 1 | `n IN ('x')",
        "n RLIKE (1) | RLIKE"
      })
  void refuses(String sql, String part) {
    assertThatThrownBy(() -> ExpressionParser.parseCondition("--where", sql, SOURCE))
        .hasMessageContaining(part);
  }
}
