package io.holdfast.map;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.holdfast.config.NanPolicy;
import io.holdfast.error.ErrorKind;
import io.holdfast.error.HoldfastException;
import io.holdfast.fixture.RandomTable;
import io.holdfast.query.QueryText;
import io.holdfast.shuffle.FlowCounter;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
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
          Optional.empty(),
          Optional.empty(),
          OptionalLong.empty());

  @Property(tries = 15)
  void agrees(@ForAll long seed) throws IOException, InterruptedException {
    assertAgrees(seed, NanPolicy.PROPAGATE);
  }

  @Property(tries = 15)
  void agreesWithoutNans(@ForAll long seed) throws IOException, InterruptedException {
    assertAgrees(seed, NanPolicy.SKIP);
  }

  private static void assertAgrees(long seed, NanPolicy nans)
      throws IOException, InterruptedException {
    Random random = new Random(seed);
    List<Object[]> rows = RandomTable.rows(random.nextInt(300), random);
    MemoryJob job = new MemoryJob(QUERY, RandomTable.SCHEMA, nans, random);
    String part = job.run(rows, 1).get(0);
    List<List<String>> lines = part.lines().map(IndependentAnswerPropertyTest::fields).toList();
    assertThat(lines).isEqualTo(IndependentAnswer.lines(rows, nans == NanPolicy.SKIP));
    assertThat(job.counts())
        .containsEntry(FlowCounter.VALUES_NULL, IndependentAnswer.nulls(rows))
        .containsEntry(FlowCounter.VALUES_NAN, IndependentAnswer.nans(rows));
  }

  @Property(tries = 15)
  void rejectsWhereThereIsANan(@ForAll long seed) {
    Random random = new Random(seed);
    List<Object[]> rows = RandomTable.rows(random.nextInt(300), random);
    MemoryJob job = new MemoryJob(QUERY, RandomTable.SCHEMA, NanPolicy.REJECT, random);
    if (IndependentAnswer.nans(rows) == 0) {
      assertThatCode(() -> job.run(rows, 3)).doesNotThrowAnyException();
    } else {
      assertThatThrownBy(() -> job.run(rows, 3))
          .isInstanceOfSatisfying(
              HoldfastException.class, e -> assertThat(e.kind()).isEqualTo(ErrorKind.DATA))
          .hasMessageContaining("got NaN; try --nan skip");
    }
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
