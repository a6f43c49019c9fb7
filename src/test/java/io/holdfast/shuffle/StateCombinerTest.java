package io.holdfast.shuffle;

import static org.assertj.core.api.Assertions.assertThat;

import io.holdfast.fixture.Partials;
import io.holdfast.fixture.Sales;
import io.holdfast.query.Query;
import java.io.IOException;
import java.util.List;
import org.apache.hadoop.mrunit.mapreduce.ReduceDriver;
import org.apache.hadoop.mrunit.types.Pair;
import org.junit.jupiter.api.Test;

/** The combiner in MRUnit's hands. */
class StateCombinerTest {
  private final Query query = Sales.query();
  private final GroupKey kobe = Partials.key(query, Sales.row("Kobe", 0.0, 0));
  private final GroupKey nowhere = Partials.key(query, Sales.row(null, 0.0, 0));

  @Test
  void mergesTheStatesOfEachGroup() throws IOException {
    List<Pair<GroupKey, PartialState>> merged =
        driver()
            .withInput(nowhere, List.of(Partials.state(query, Sales.row(null, null, 1))))
            .withInput(
                kobe,
                List.of(
                    Partials.state(query, Sales.row("Kobe", 1e300, 1)),
                    Partials.state(query, Sales.row("Kobe", 0.1, 2), Sales.row("Kobe", 0.2, 3)),
                    Partials.state(query, Sales.row("Kobe", -1e300, 4))))
            .run();
    assertThat(merged).hasSize(2);
    assertThat(line(merged.get(0))).isEqualTo("\\N\t1\t\\N\t1");
    assertThat(line(merged.get(1))).isEqualTo("Kobe\t4\t0.30000000000000004\t10");
  }

  @Test
  void mergesWhatItMerged() throws IOException {
    PartialState once =
        driver()
            .withInput(
                kobe,
                List.of(
                    Partials.state(query, Sales.row("Kobe", 1.5, 1)),
                    Partials.state(query, Sales.row("Kobe", Double.NaN, 1))))
            .run()
            .get(0)
            .getSecond();
    List<Pair<GroupKey, PartialState>> twice =
        driver()
            .withInput(kobe, List.of(once, Partials.state(query, Sales.row("Kobe", 1.0, 1))))
            .run();
    assertThat(line(twice.get(0))).isEqualTo("Kobe\t3\tnan\t3");
  }

  @Test
  void addsTallies() throws IOException {
    List<Pair<GroupKey, PartialState>> merged =
        driver()
            .withInput(new GroupKey(), List.of(Partials.tally(10, 7), Partials.tally(5, 0)))
            .run();
    assertThat(merged).hasSize(1);
    assertThat(merged.get(0).getFirst().isTally()).isTrue();
    assertThat(Partials.counts(merged.get(0).getSecond())).containsExactly(15L, 7L, 8L, 0L, 0L, 0L);
  }

  private static ReduceDriver<GroupKey, PartialState, GroupKey, PartialState> driver() {
    ReduceDriver<GroupKey, PartialState, GroupKey, PartialState> driver =
        ReduceDriver.newReduceDriver(new StateCombiner());
    Sales.configure(driver.getConfiguration());
    return driver;
  }

  private String line(Pair<GroupKey, PartialState> pair) {
    return Partials.line(query, pair.getFirst(), pair.getSecond());
  }
}
