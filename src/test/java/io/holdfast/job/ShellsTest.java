package io.holdfast.job;

import static org.assertj.core.api.Assertions.assertThat;

import io.holdfast.config.Keys;
import io.holdfast.config.MaxBad;
import io.holdfast.fixture.Batches;
import io.holdfast.fixture.Sales;
import io.holdfast.map.GroupingMapper;
import io.holdfast.query.QueryText;
import io.holdfast.record.Batch;
import io.holdfast.reduce.MergingReducer;
import io.holdfast.shuffle.FlowCounter;
import io.holdfast.shuffle.GroupKey;
import io.holdfast.shuffle.PartialState;
import io.holdfast.shuffle.StateCombiner;
import java.io.IOException;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import org.apache.hadoop.io.NullWritable;
import org.apache.hadoop.mapreduce.Counters;
import org.apache.hadoop.mrunit.mapreduce.MapReduceDriver;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Mapper, combiner and reducer together in MRUnit's hands. */
class ShellsTest {
  private static final List<Batch> BATCHES =
      List.of(
          batch(Sales.row("Oslo", 1e16, 1), Sales.row("Kobe", 2.5, 2), Sales.row("Rome", 9.0, 0)),
          batch(Sales.row("Oslo", 1.0, 3), Sales.row(null, null, 4)),
          batch(Sales.row("Kobe", 0.25, 5), Sales.row("Oslo", -1e16, 6)));

  @ParameterizedTest
  @CsvSource({"0, false, 3", "0, true, 3", "1, false, 6", "1, true, 6"})
  void giveTheSameRows(long tableBytes, boolean combine, long states) throws IOException {
    MapReduceDriver<NullWritable, Batch, GroupKey, PartialState, NullWritable, Batch> driver =
        MapReduceDriver.newMapReduceDriver(new GroupingMapper(), new MergingReducer());
    Sales.configure(driver.getConfiguration());
    driver.getConfiguration().setLong(Keys.MAP_TABLE_BYTES.name(), tableBytes);
    if (combine) {
      driver.withCombiner(new StateCombiner());
    }
    BATCHES.forEach(batch -> driver.withInput(NullWritable.get(), batch));
    assertThat(driver.run().stream().flatMap(pair -> Batches.lines(pair.getSecond()).stream()))
        .containsExactly("\\N\t1\t\\N\t4", "Kobe\t2\t2.75\t7", "Oslo\t3\t1.0\t10");
    Counters counters = driver.getCounters();
    assertThat(counters.findCounter(FlowCounter.STATES_OUT).getValue()).isEqualTo(states);
    assertThat(counters.findCounter(FlowCounter.ARRIVED, "RECORDS_IN").getValue()).isEqualTo(7);
    assertThat(counters.findCounter(FlowCounter.ARRIVED, "RECORDS_COUNTED").getValue())
        .isEqualTo(6);
    assertThat(counters.findCounter(FlowCounter.ARRIVED, "RECORDS_FILTERED").getValue())
        .isEqualTo(1);
    assertThat(counters.findCounter(FlowCounter.GROUPS).getValue()).isEqualTo(3);
  }

  @ParameterizedTest
  @CsvSource({"0, false", "0, true", "1, false", "1, true"})
  void setEachMalformedRowAsideOnce(long tableBytes, boolean combine) throws IOException {
    MapReduceDriver<NullWritable, Batch, GroupKey, PartialState, NullWritable, Batch> driver =
        MapReduceDriver.newMapReduceDriver(new GroupingMapper(), new MergingReducer());
    Sales.configure(driver.getConfiguration());
    driver.getConfiguration().setLong(Keys.MAP_TABLE_BYTES.name(), tableBytes);
    driver.getConfiguration().set(MaxBad.KEY, "2");
    if (combine) {
      driver.withCombiner(new StateCombiner());
    }
    Object[] bad = {new byte[] {'K', -1}, 9.0, 9L};
    driver.withInput(NullWritable.get(), batch(Sales.row("Oslo", 1.0, 1), bad));
    driver.withInput(NullWritable.get(), batch(Sales.row("Kobe", 2.0, 0), Sales.row("a", 1.0, 0)));
    driver.withInput(NullWritable.get(), batch(bad, Sales.row("Oslo", 1.0, 1)));
    assertThat(driver.run().stream().flatMap(pair -> Batches.lines(pair.getSecond()).stream()))
        .containsExactly(
            "Oslo\t2\t2.0\t2",
            "batch\t\\N\t0\t0\t2\tplace: not UTF-8 at byte 1\tK\\xFF",
            "batch\t\\N\t0\t1\t2\tplace: not UTF-8 at byte 1\tK\\xFF");
    Counters counters = driver.getCounters();
    assertThat(counters.findCounter(FlowCounter.ARRIVED, "RECORDS_IN").getValue()).isEqualTo(6);
    assertThat(counters.findCounter(FlowCounter.ARRIVED, "RECORDS_COUNTED").getValue())
        .isEqualTo(2);
    assertThat(counters.findCounter(FlowCounter.ARRIVED, "RECORDS_FILTERED").getValue())
        .isEqualTo(2);
    assertThat(counters.findCounter(FlowCounter.ARRIVED, "RECORDS_QUARANTINED").getValue())
        .isEqualTo(2);
  }

  /** With a table that is emptied for each batch values come more than once, and are counted so. */
  @ParameterizedTest
  @CsvSource({"0, false", "0, true", "1, false", "1, true"})
  void putTheValuesOfEachGroupInOrder(long tableBytes, boolean combine) throws IOException {
    MapReduceDriver<NullWritable, Batch, GroupKey, PartialState, NullWritable, Batch> driver =
        MapReduceDriver.newMapReduceDriver(new GroupingMapper(), new MergingReducer());
    Sales.configure(
        driver.getConfiguration(),
        new QueryText(
            Optional.empty(),
            Optional.of("place"),
            List.of("count(distinct pieces), median(price), max(price), quantile(pieces, 0.25)"),
            Optional.empty(),
            Optional.empty(),
            OptionalLong.empty()));
    driver.getConfiguration().setLong(Keys.MAP_TABLE_BYTES.name(), tableBytes);
    if (combine) {
      driver.withCombiner(new StateCombiner());
    }
    BATCHES.forEach(batch -> driver.withInput(NullWritable.get(), batch));
    driver.withInput(
        NullWritable.get(),
        batch(Sales.row("Oslo", 2.0, 3), Sales.row("Kobe", null, 2), Sales.row("Kobe", 1.0, 2)));
    assertThat(driver.run().stream().flatMap(pair -> Batches.lines(pair.getSecond()).stream()))
        .containsExactly(
            "\\N\t1\t\\N\t\\N\t4.0",
            "Kobe\t2\t1.0\t2.5\t2.0",
            "Oslo\t3\t1.5\t1e+16\t2.5",
            "Rome\t1\t9.0\t9.0\t0.0");
    assertThat(driver.getCounters().findCounter(FlowCounter.GROUPS).getValue()).isEqualTo(4);
  }

  private static Batch batch(Object[]... rows) {
    return Batches.of(Sales.SOURCE, rows);
  }
}
