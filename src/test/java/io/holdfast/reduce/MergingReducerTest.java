package io.holdfast.reduce;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.holdfast.error.ErrorKind;
import io.holdfast.error.HoldfastException;
import io.holdfast.fixture.Batches;
import io.holdfast.fixture.Partials;
import io.holdfast.fixture.Sales;
import io.holdfast.query.Query;
import io.holdfast.record.Batch;
import io.holdfast.shuffle.Cost;
import io.holdfast.shuffle.FlowCounter;
import io.holdfast.shuffle.GroupKey;
import io.holdfast.shuffle.PartialState;
import java.io.IOException;
import java.util.List;
import org.apache.hadoop.io.NullWritable;
import org.apache.hadoop.mrunit.mapreduce.ReduceDriver;
import org.apache.hadoop.mrunit.types.Pair;
import org.junit.jupiter.api.Test;

/** The reducer in MRUnit's hands. */
class MergingReducerTest {
  private final Query query = Sales.query();
  private final ReduceDriver<GroupKey, PartialState, NullWritable, Batch> driver =
      ReduceDriver.newReduceDriver(new MergingReducer());

  MergingReducerTest() {
    Sales.configure(driver.getConfiguration());
  }

  @Test
  void finishesGroupsInTheirOrder() throws IOException {
    give(new GroupKey(), Partials.tally(6, 5), Partials.tally(4, 4));
    give(key(null), Partials.state(query, Sales.row(null, -0.0, 1)));
    give(
        key("Kobe"),
        Partials.state(query, Sales.row("Kobe", 0.5, 1), Sales.row("Kobe", null, 2)),
        Partials.state(query, Sales.row("Kobe", 0.25, 3)));
    assertThat(lines(driver.run())).containsExactly("\\N\t1\t0.0\t1", "Kobe\t3\t0.75\t6");
    assertThat(arrived(FlowCounter.RECORDS_IN)).isEqualTo(10);
    assertThat(arrived(FlowCounter.RECORDS_COUNTED)).isEqualTo(9);
    assertThat(arrived(FlowCounter.RECORDS_FILTERED)).isEqualTo(1);
    assertThat(counter(FlowCounter.GROUPS)).isEqualTo(2);
    assertThat(counter(FlowCounter.ROWS_OUT)).isEqualTo(2);
  }

  @Test
  void keepsOnlyGroupsThatHavingIsTrueFor() throws IOException {
    give(key("Kobe"), Partials.state(query));
    give(key("Oslo"), Partials.state(query, Sales.row("Oslo", 1.0, 1)));
    assertThat(lines(driver.run())).containsExactly("Oslo\t1\t1.0\t1");
    assertThat(counter(FlowCounter.GROUPS)).isEqualTo(2);
    assertThat(counter(FlowCounter.ROWS_OUT)).isEqualTo(1);
  }

  @Test
  void writesNothingWithoutGroups() throws IOException {
    give(new GroupKey(), Partials.tally(3, 0));
    assertThat(driver.run()).isEmpty();
    assertThat(arrived(FlowCounter.RECORDS_FILTERED)).isEqualTo(3);
    assertThat(counter(FlowCounter.ROWS_OUT)).isZero();
  }

  @Test
  void sumsTheCostOfAllMappers() throws IOException {
    GroupKey key = new GroupKey();
    key.set(Cost.key(), 0, Cost.key().length);
    give(key, cost(1), cost(10), cost(1L << 50));
    assertThat(driver.run()).isEmpty();
    assertThat(Cost.COUNTERS)
        .allSatisfy(c -> assertThat(arrived(c)).isEqualTo(c.ordinal() * ((1L << 50) + 11)));
    assertThat(counter(FlowCounter.GROUPS)).isZero();
  }

  private static PartialState cost(long times) {
    PartialState cost = new PartialState();
    Cost.write(counter -> times * counter.ordinal(), cost.begin());
    return cost;
  }

  @Test
  void writesABatchWhenItIsFull() throws IOException {
    PartialState state = Partials.state(query, Sales.row("any", 1.0, 1));
    int groups = Batch.MAX_ROWS + 1;
    for (int i = 0; i < groups; i++) {
      give(key("place " + (10_000 + i)), state);
    }
    List<Pair<NullWritable, Batch>> written = driver.run();
    assertThat(written.stream().map(pair -> pair.getSecond().size()))
        .containsExactly(Batch.MAX_ROWS, 1);
    assertThat(lines(written)).hasSize(groups).isSorted();
    assertThat(counter(FlowCounter.ROWS_OUT)).isEqualTo(groups);
  }

  @Test
  void namesTheGroupOfASumThatDoesNotFit() {
    PartialState most = Partials.state(query, Sales.row("Kobe", 1.0, Long.MAX_VALUE));
    give(key("Kobe"), most, Partials.state(query, Sales.row("Kobe", 1.0, 1)));
    assertThatThrownBy(driver::run)
        .isInstanceOfSatisfying(
            HoldfastException.class, e -> assertThat(e.kind()).isEqualTo(ErrorKind.DATA))
        .hasMessageContaining("[group Kobe] expected sum(pieces) to fit");
  }

  @Test
  void namesTheGroupOfAStateThatCannotBeRead() {
    PartialState cut = new PartialState();
    cut.begin().writeByte(1);
    give(key("Kobe"), cut);
    assertThatThrownBy(driver::run)
        .isInstanceOfSatisfying(
            HoldfastException.class, e -> assertThat(e.kind()).isEqualTo(ErrorKind.BUG))
        .hasMessageStartingWith("[group Kobe] expected its states to be merged, got java.");
  }

  private GroupKey key(String place) {
    return Partials.key(query, Sales.row(place, 0.0, 0));
  }

  private void give(GroupKey key, PartialState... states) {
    driver.withInput(key, List.of(states));
  }

  private long counter(FlowCounter counter) {
    return driver.getCounters().findCounter(counter).getValue();
  }

  private long arrived(FlowCounter counter) {
    return driver.getCounters().findCounter(FlowCounter.ARRIVED, counter.name()).getValue();
  }

  private static List<String> lines(List<Pair<NullWritable, Batch>> written) {
    return written.stream().flatMap(pair -> Batches.lines(pair.getSecond()).stream()).toList();
  }
}
