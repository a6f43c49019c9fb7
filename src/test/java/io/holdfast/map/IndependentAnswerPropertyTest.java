package io.holdfast.map;

import static org.assertj.core.api.Assertions.assertThat;

import io.holdfast.fixture.RandomTable;
import io.holdfast.query.QueryText;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;

/** Filter, group, sum and sort, against collections of the JDK and BigDecimal. */
class IndependentAnswerPropertyTest {
  private static final QueryText QUERY =
      new QueryText(
          Optional.of(IndependentAnswer.WHERE),
          Optional.of(IndependentAnswer.KEYS),
          IndependentAnswer.AGGREGATES,
          Optional.empty());

  @Property(tries = 40)
  void agrees(@ForAll long seed) throws IOException, InterruptedException {
    Random random = new Random(seed);
    List<Object[]> rows = RandomTable.rows(random.nextInt(300), random);
    String part = new MemoryJob(QUERY, RandomTable.SCHEMA, random).run(rows, 1).get(0);
    List<List<String>> lines = part.lines().map(IndependentAnswerPropertyTest::fields).toList();
    assertThat(lines).isEqualTo(IndependentAnswer.lines(rows));
  }

  private static List<String> fields(String line) {
    List<String> fields = new ArrayList<>(List.of(line.split("\t", -1)));
    for (int i : IndependentAnswer.DOUBLES) {
      if (!fields.get(i).equals("\\N")) {
        fields.set(i, Double.toString(parse(fields.get(i))));
      }
    }
    return fields;
  }

  private static double parse(String text) {
    return switch (text) {
      case "nan" -> Double.NaN;
      case "inf" -> Double.POSITIVE_INFINITY;
      case "-inf" -> Double.NEGATIVE_INFINITY;
      default -> Double.parseDouble(text);
    };
  }
}
