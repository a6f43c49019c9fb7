package io.holdfast.map;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.holdfast.config.Keys;
import io.holdfast.error.ErrorKind;
import io.holdfast.error.HoldfastException;
import io.holdfast.fixture.Batches;
import io.holdfast.fixture.Partials;
import io.holdfast.fixture.Sales;
import io.holdfast.query.Query;
import io.holdfast.query.QueryText;
import io.holdfast.record.Batch;
import io.holdfast.shuffle.Cost;
import io.holdfast.shuffle.FlowCounter;
import io.holdfast.shuffle.GroupKey;
import io.holdfast.shuffle.PartialState;
import java.io.IOException;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import org.apache.hadoop.io.NullWritable;
import org.apache.hadoop.mrunit.mapreduce.MapDriver;
import org.apache.hadoop.mrunit.types.Pair;
import org.junit.jupiter.api.Test;

/** The mapper in MRUnit's hands. */
class GroupingMapperTest {
  private static final Batch FIRST =
      Batches.of(
          Sales.SOURCE,
          Sales.row("Łódź", 0.1, 1),
          Sales.row(null, 5.0, 2),
          Sales.row("Łódź", 1e300, 3),
          Sales.row("Kobe", 7.0, 0));
  private static final Batch SECOND =
      Batches.of(Sales.SOURCE, Sales.row("Łódź", -1e300, 4), Sales.row("Kobe", null, 5));

  @Test
  void sendsTheTallyAndOneStateAGroupInTheirOrder() throws IOException {
    MapDriver<NullWritable, Batch, GroupKey, PartialState> driver = driver(FIRST, SECOND);
    List<Pair<GroupKey, PartialState>> sent = driver.run();
    assertThat(lines(Sales.query(), sent))
        .containsExactly("\\N\t1\t5.0\t2", "Kobe\t1\t\\N\t5", "Łódź\t3\t0.1\t8");
    Pair<GroupKey, PartialState> first = sent.get(0);
    assertThat(first.getFirst().isTally()).isTrue();
    assertThat(Partials.counts(first.getSecond())).containsExactly(6L, 5L, 1L, 0L, 1L, 0L);
    assertThat(counter(driver, FlowCounter.RECORDS_IN)).isEqualTo(6);
    assertThat(counter(driver, FlowCounter.RECORDS_COUNTED)).isEqualTo(5);
    assertThat(counter(driver, FlowCounter.RECORDS_FILTERED)).isEqualTo(1);
    assertThat(counter(driver, FlowCounter.STATES_OUT)).isEqualTo(3);
    assertThat(counter(driver, FlowCounter.TABLE_FLUSHES)).isZero();
  }

  @Test
  void flushesAFullTable() throws IOException {
    MapDriver<NullWritable, Batch, GroupKey, PartialState> driver = driver(FIRST, SECOND);
    driver.getConfiguration().setLong(Keys.MAP_TABLE_BYTES.name(), 1);
    List<Pair<GroupKey, PartialState>> sent = driver.run();
    assertThat(lines(Sales.query(), sent))
        .containsExactly(
            "\\N\t1\t5.0\t2", "Łódź\t2\t1e+300\t4", "Kobe\t1\t\\N\t5", "Łódź\t1\t-1e+300\t4");
    assertThat(Partials.counts(sent.get(2).getSecond())).containsExactly(6L, 5L, 1L, 0L, 1L, 0L);
    assertThat(counter(driver, FlowCounter.STATES_OUT)).isEqualTo(4);
    assertThat(counter(driver, FlowCounter.TABLE_FLUSHES)).isEqualTo(1);
    assertThat(counter(driver, FlowCounter.TABLE_HITS)).isEqualTo(1);
  }

  @Test
  void sendsItsCostLast() throws IOException {
    MapDriver<NullWritable, Batch, GroupKey, PartialState> driver = driver(FIRST, SECOND);
    driver.getConfiguration().setLong(Keys.MAP_TABLE_BYTES.name(), 1);
    List<Pair<GroupKey, PartialState>> sent = driver.run();
    Pair<GroupKey, PartialState> last = sent.get(sent.size() - 1);
    assertThat(last.getFirst().isCost()).isTrue();
    Map<FlowCounter, Long> cost = new EnumMap<>(FlowCounter.class);
    Cost.read(last.getSecond(), cost::put);
    assertThat(cost)
        .containsOnlyKeys(Cost.COUNTERS)
        .containsEntry(FlowCounter.TABLE_HITS, 1L)
        .containsEntry(FlowCounter.TABLE_FLUSHES, 1L)
        .containsEntry(FlowCounter.STATES_OUT, 4L);
  }

  @Test
  void sendsTheOnlyGroupOfAQueryWithoutKeysEvenOfNoRows() throws IOException {
    QueryText text =
        new QueryText(
            Optional.empty(),
            Optional.empty(),
            List.of("count(*)", "max(place)"),
            Optional.empty(),
            Optional.empty(),
            OptionalLong.empty());
    MapDriver<NullWritable, Batch, GroupKey, PartialState> driver =
        driver(Batches.of(Sales.SOURCE));
    Sales.configure(driver.getConfiguration(), text);
    List<Pair<GroupKey, PartialState>> sent = driver.run();
    assertThat(lines(Query.bind(text, Sales.SOURCE), sent)).containsExactly("0\t\\N");
    assertThat(Partials.counts(sent.get(0).getSecond())).containsExactly(0L, 0L, 0L, 0L, 0L, 0L);
  }

  @Test
  void refusesTextThatIsNotUtf8() throws IOException {
    Batch broken =
        Batches.of(
            Sales.SOURCE, Sales.row("Kobe", 1.0, 1), new Object[] {new byte[] {'a', -1}, 1.0, 1L});
    assertThatThrownBy(driver(broken)::run)
        .isInstanceOfSatisfying(
            HoldfastException.class, e -> assertThat(e.kind()).isEqualTo(ErrorKind.DATA))
        .hasMessageContaining("row 1");
  }

  /** So that a table makes one run, which needs no merge. */
  @Test
  void sendsTheValuesOfEachGroupBehindItInOrder() throws IOException {
    MapDriver<NullWritable, Batch, GroupKey, PartialState> driver = driver(FIRST, SECOND);
    Sales.configure(
        driver.getConfiguration(),
        new QueryText(
            Optional.empty(),
            Optional.of("place"),
            List.of("median(price), count(distinct pieces), count(distinct place)"),
            Optional.empty(),
            Optional.empty(),
            OptionalLong.empty()));
    List<GroupKey> sent = driver.run().stream().map(Pair::getFirst).toList();
    // The tally, three groups, 5 prices, 6 numbers of pieces, 2 places, the cost.
    assertThat(sent).hasSize(18).isSorted().doesNotHaveDuplicates();
    assertThat(counter(driver, FlowCounter.STATES_OUT)).isEqualTo(16);
    assertThat(counter(driver, FlowCounter.TABLE_HITS)).isEqualTo(3);
  }

  private static MapDriver<NullWritable, Batch, GroupKey, PartialState> driver(Batch... batches) {
    MapDriver<NullWritable, Batch, GroupKey, PartialState> driver =
        MapDriver.newMapDriver(new GroupingMapper());
    Sales.configure(driver.getConfiguration());
    for (Batch batch : batches) {
      driver.withInput(NullWritable.get(), batch);
    }
    return driver;
  }

  private static long counter(
      MapDriver<NullWritable, Batch, GroupKey, PartialState> driver, FlowCounter counter) {
    return driver.getCounters().findCounter(counter).getValue();
  }

  private static List<String> lines(Query query, List<Pair<GroupKey, PartialState>> sent) {
    return sent.stream()
        .filter(pair -> !pair.getFirst().isTally() && !pair.getFirst().isCost())
        .map(pair -> Partials.line(query, pair.getFirst(), pair.getSecond()))
        .toList();
  }
}
