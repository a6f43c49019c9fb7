package io.holdfast.query;

import static org.assertj.core.api.Assertions.assertThat;

import io.holdfast.record.Batch;
import io.holdfast.record.Column;
import io.holdfast.record.Schema;
import io.holdfast.record.Type;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ThreeValuedLogicTest {
  private static final Schema FLAGS =
      Schema.of(new Column("p", Type.BOOLEAN), new Column("q", Type.BOOLEAN));

  private static Boolean truth(String cell) {
    return cell.equals("null") ? null : Boolean.valueOf(cell);
  }

  @ParameterizedTest
  @CsvSource({
    "true, true, true, true, false",
    "true, false, false, true, false",
    "true, null, null, true, false",
    "false, true, false, true, true",
    "false, false, false, false, true",
    "false, null, false, null, true",
    "null, true, null, true, null",
    "null, false, false, null, null",
    "null, null, null, null, null"
  })
  void connectivesFollowTheTruthTable(String p, String q, String and, String or, String not) {
    Batch batch = Rows.batch(FLAGS, Rows.row(truth(p), truth(q)));
    assertThat(Rows.evaluate("p AND q", batch)).containsExactly(truth(and));
    assertThat(Rows.evaluate("p OR q", batch)).containsExactly(truth(or));
    assertThat(Rows.evaluate("NOT p", batch)).containsExactly(truth(not));
    assertThat(Rows.evaluate(p + " and " + q)).isEqualTo(truth(and));
    assertThat(Rows.evaluate(p + " or " + q)).isEqualTo(truth(or));
    assertThat(Rows.evaluate("not " + p)).isEqualTo(truth(not));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "1 IN (1, NULL)|true",
        "2 IN (1, NULL)|null",
        "1 NOT IN (1, NULL)|false",
        "2 NOT IN (1, NULL)|null",
        "NULL IN (1)|null",
        "NULL NOT IN (1)|null",
        "5 BETWEEN NULL AND 3|false",
        "2 BETWEEN NULL AND 3|null",
        "5 NOT BETWEEN NULL AND 3|true",
        "2 BETWEEN 1 AND 2|true",
        "2 BETWEEN 2 AND 1|false",
        "NULL = NULL|null",
        "NULL <> 1|null",
        "NULL IS NULL|true",
        "NULL IS NOT NULL|false",
        "1 IS NULL|false",
        "NULL IS TRUE|false",
        "NULL IS NOT TRUE|true",
        "FALSE IS FALSE|true",
        "(1 > NULL) IS NULL|true",
        "(1 < 2) = (3 < 4)|true",
        "TRUE OR NULL AND FALSE|true",
        "NOT TRUE = FALSE|true",
        "NOT (NULL) IS NULL|false"
      })
  void testsOfLiterals(String sql, String expected) {
    assertThat(Rows.evaluate(sql)).isEqualTo(truth(expected));
  }

  @Test
  void aBooleanColumnIsACondition() {
    Batch batch =
        Rows.batch(FLAGS, Rows.row(true, null), Rows.row(false, null), Rows.row(null, true));
    assertThat(Rows.select("p", batch)).containsExactly(0);
    assertThat(Rows.select("not p", batch)).containsExactly(1);
    assertThat(Rows.select("p = true", batch)).containsExactly(0);
    assertThat(Rows.select("p = 'false'", batch)).containsExactly(1);
    assertThat(Rows.select("p is null", batch)).containsExactly(2);
    assertThat(Rows.select("p is null and q", batch)).containsExactly(2);
  }
}
