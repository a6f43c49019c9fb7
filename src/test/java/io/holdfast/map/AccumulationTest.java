package io.holdfast.map;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.holdfast.config.MaxBad;
import io.holdfast.config.NanPolicy;
import io.holdfast.error.ErrorKind;
import io.holdfast.error.HoldfastException;
import io.holdfast.fixture.Batches;
import io.holdfast.fixture.Partials;
import io.holdfast.query.Query;
import io.holdfast.query.QueryText;
import io.holdfast.record.Batch;
import io.holdfast.record.BytesOutput;
import io.holdfast.record.Column;
import io.holdfast.record.DoubleVector;
import io.holdfast.record.Place;
import io.holdfast.record.Schema;
import io.holdfast.record.Type;
import io.holdfast.record.Vector;
import io.holdfast.shuffle.FlowCounter;
import io.holdfast.shuffle.GroupKey;
import io.holdfast.shuffle.PartialState;
import io.holdfast.shuffle.Tally;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** NaN and null as arguments: what each policy makes of them, and how they are counted. */
class AccumulationTest {
  private static final double NAN = Double.NaN;
  private static final Schema SOURCE =
      Schema.of(
          new Column("k", Type.TEXT), new Column("x", Type.DOUBLE), new Column("y", Type.FLOAT));
  private static final String ALL = "count(*), count(x), sum(x), avg(x), min(x), max(x)";

  /** Group a has all sorts, b NaN alone, c null alone. */
  private static final List<Object[]> ROWS =
      List.of(
          row("a", 1.5, 1.0),
          row("b", NAN, NAN),
          row("c", null, null),
          row("a", NAN, 2.0),
          row("a", null, NAN),
          row("b", NAN, null),
          row("a", 4.5, 3.0));

  private static Object[] row(String k, Double x, Double y) {
    return new Object[] {k, x, y};
  }

  @ParameterizedTest
  @ValueSource(booleans = {true, false})
  void aNanThatPropagatesIsAValueAboveAllNumbers(boolean dictionary) throws Exception {
    Task task = new Task(NanPolicy.PROPAGATE, "k", ALL);
    task.add(batch(ROWS, dictionary));
    assertThat(task.lines())
        .containsExactly(
            "a\t4\t3\tnan\tnan\t1.5\tnan",
            "b\t2\t2\tnan\tnan\tnan\tnan",
            "c\t1\t0\t\\N\t\\N\t\\N\t\\N");
    task.assertCounts(2, 3);
  }

  @ParameterizedTest
  @ValueSource(booleans = {true, false})
  void aNanThatIsSkippedIsLeftOutAsANullIs(boolean dictionary) throws Exception {
    Task task = new Task(NanPolicy.SKIP, "k", ALL);
    task.add(batch(ROWS, dictionary));
    assertThat(task.lines())
        .containsExactly(
            "a\t4\t2\t6.0\t3.0\t1.5\t4.5",
            "b\t2\t0\t\\N\t\\N\t\\N\t\\N",
            "c\t1\t0\t\\N\t\\N\t\\N\t\\N");
    task.assertCounts(2, 3);
  }

  @Test
  void eachArgumentIsSkippedForItself() throws Exception {
    Task task = new Task(NanPolicy.SKIP, "k", "sum(x), sum(y), count(x + y), count(k)");
    task.add(batch(ROWS, true));
    assertThat(task.lines())
        .containsExactly("a\t6.0\t6.0\t2\t4", "b\t\\N\t\\N\t0\t2", "c\t\\N\t\\N\t0\t1");
    task.assertCounts(2 + 2 + 3, 3 + 2 + 2);
  }

  @ParameterizedTest
  @ValueSource(booleans = {true, false})
  void theFirstNanIsRejectedWithItsPlace(boolean dictionary) {
    Task task = new Task(NanPolicy.REJECT, "k", "count(*), avg(x), sum(y)");
    Batch batch = batch(ROWS, dictionary);
    batch.setOrigin(row -> new Place("dir/f.parquet", 2, 100 + row));
    assertThatThrownBy(() -> task.add(batch))
        .isInstanceOfSatisfying(
            HoldfastException.class, e -> assertThat(e.kind()).isEqualTo(ErrorKind.DATA))
        .hasMessage(
            "[dir/f.parquet @ row group 2, row 101] expected a number for avg(x), got NaN;"
                + " try --nan skip, or a --where with x <> 'NaN'");
  }

  @Test
  void aNanThatArithmeticMakesCounts() throws Exception {
    List<Object[]> rows = List.of(row("a", 0.0, 0.0), row("a", 1.0, 0.0), row("a", null, 0.0));
    Task skip = new Task(NanPolicy.SKIP, "k", "sum(x / y), count(x / 0 * 0)");
    skip.add(batch(rows, false));
    assertThat(skip.lines()).containsExactly("a\tinf\t0");
    skip.assertCounts(2, 1 + 2);
    Task reject = new Task(NanPolicy.REJECT, "k", "count(x), sum( x / 0 * 0 )");
    assertThatThrownBy(() -> reject.add(batch(rows, false)))
        .hasMessageContaining("expected a number for sum( x / 0 * 0 ), got NaN;")
        .hasMessageEndingWith("a --where with x / 0 * 0 <> 'NaN'");
  }

  @Test
  void infinitiesAndNansOfKeysAreNoMatter() throws Exception {
    List<Object[]> rows =
        List.of(row("a", NAN, Double.POSITIVE_INFINITY), row("a", NAN, 1.0), row("a", null, null));
    Task task = new Task(NanPolicy.REJECT, "x", "sum(y)");
    task.add(batch(rows, true));
    assertThat(task.lines()).containsExactly("\\N\t\\N", "nan\tinf");
    task.assertCounts(1, 0);
  }

  @Test
  void rowsThatTheFilterLeavesOutDoNotCount() throws Exception {
    Task task = new Task(NanPolicy.REJECT, "k", "x <> 'NaN' OR k = 'c'", "sum(x)");
    task.add(batch(ROWS, false));
    assertThat(task.lines()).containsExactly("a\t6.0", "c\t\\N");
    task.assertCounts(1, 0);
  }

  @Test
  void theSameArgumentCountsOnceARow() throws Exception {
    Task task =
        new Task(
            NanPolicy.PROPAGATE, "k", "sum(x), avg( \"x\" ), min((X)), sum(x+1), max( x + 1 )");
    task.add(batch(ROWS, false));
    task.assertCounts(2 + 2, 3 + 3);
    Task other = new Task(NanPolicy.PROPAGATE, "k", "count(k = 'a b'), count(k = 'ab'), sum(x-1)");
    other.add(batch(List.<Object[]>of(row(null, NAN, null)), false));
    other.assertCounts(2, 1);
  }

  @Test
  void withoutArgumentsThereIsNothingToCount() throws Exception {
    Task task = new Task(NanPolicy.REJECT, "x", "count(*)");
    task.add(batch(ROWS, false));
    task.assertCounts(0, 0);
  }

  @ParameterizedTest
  @ValueSource(booleans = {true, false})
  void whatABatchLeftInANullRowIsNoNan(boolean dictionary) throws Exception {
    Task task = new Task(NanPolicy.SKIP, "k", "count(x)");
    Batch batch = batch(List.of(row("a", NAN, NAN), row("a", 1.0, NAN)), dictionary);
    task.add(batch);
    Batches.fill(batch, List.of(row("a", null, null), row("a", NAN, null)));
    if (dictionary) {
      useDictionary(batch);
    }
    task.add(batch);
    task.assertCounts(1, 2);
    assertThat(task.lines()).containsExactly("a\t1");
  }

  @Test
  void everyDictionaryIsLookedThrough() throws Exception {
    Task task = new Task(NanPolicy.SKIP, "k", "count(x)");
    for (double value : new double[] {1, NAN, 2, NAN}) {
      task.add(batch(List.of(row("a", value, null), row("a", 3.0, null)), true));
    }
    task.add(batch(List.<Object[]>of(row("a", NAN, null)), false));
    task.assertCounts(0, 3);
    assertThat(task.lines()).containsExactly("a\t6");
  }

  private static Batch batch(List<Object[]> rows, boolean dictionary) {
    Batch batch = new Batch(SOURCE);
    Batches.fill(batch, rows);
    if (dictionary) {
      useDictionary(batch);
    }
    return batch;
  }

  /** Gives x a dictionary of its values, in which the entry behind the last, for null, is NaN. */
  private static void useDictionary(Batch batch) {
    Vector x = batch.column(1);
    Batch entries = new Batch(SOURCE);
    List<Object[]> rows = new ArrayList<>();
    int size = batch.size();
    for (int row = 0; row < size; row++) {
      rows.add(row(null, ((DoubleVector) x).values()[row], null));
    }
    rows.add(row(null, NAN, null));
    Batches.fill(entries, rows);
    int[] ids = x.useDictionary(entries.column(1), size);
    Arrays.setAll(ids, row -> row < size && !x.isNull(row) ? row : size);
  }

  /** A map task that keeps what it sends. */
  private static final class Task implements GroupSink {
    private final Query query;
    private final PartialAggregation aggregation;
    private final PartialState state = new PartialState();
    private final GroupKey key = new GroupKey();
    private final List<String> lines = new ArrayList<>();

    Task(NanPolicy nans, String keys, String aggregates) {
      this(nans, keys, null, aggregates);
    }

    Task(NanPolicy nans, String keys, String where, String aggregates) {
      this.query =
          Query.bind(
              new QueryText(
                  Optional.ofNullable(where),
                  Optional.of(keys),
                  named(aggregates),
                  Optional.empty(),
                  Optional.empty(),
                  OptionalLong.empty()),
              SOURCE);
      this.aggregation =
          new PartialAggregation(query, Long.MAX_VALUE, MaxBad.parse(MaxBad.NONE), nans);
    }

    private static List<String> named(String aggregates) {
      String[] calls = aggregates.split(", ");
      List<String> named = new ArrayList<>();
      for (String call : calls) {
        named.add(call + " AS a" + named.size());
      }
      return named;
    }

    void add(Batch batch) throws IOException, InterruptedException {
      aggregation.add(batch, this);
    }

    /** Returns the groups in the order of their keys. */
    List<String> lines() throws IOException, InterruptedException {
      aggregation.finish(this);
      return lines;
    }

    void assertCounts(long nulls, long nans) {
      Tally tally = aggregation.tally();
      assertThat(tally.get(FlowCounter.VALUES_NULL)).isEqualTo(nulls);
      assertThat(tally.get(FlowCounter.VALUES_NAN)).isEqualTo(nans);
    }

    @Override
    public int partitions() {
      return 1;
    }

    @Override
    public int partition(byte[] keys, int start, int length) {
      return 0;
    }

    @Override
    public void beat() {}

    @Override
    public BytesOutput states() {
      return state.begin();
    }

    @Override
    public void emit(byte[] keys, int start, int length) {
      key.set(keys, start, length);
      lines.add(Partials.line(query, key, state));
    }
  }
}
