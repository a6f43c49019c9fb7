package io.holdfast.map;

import io.holdfast.config.MaxBad;
import io.holdfast.config.NanPolicy;
import io.holdfast.fixture.Batches;
import io.holdfast.query.Query;
import io.holdfast.record.Batch;
import io.holdfast.record.BytesOutput;
import io.holdfast.record.Kind;
import io.holdfast.record.Schema;
import io.holdfast.record.Vector;
import io.holdfast.shuffle.GroupKey;
import io.holdfast.shuffle.HashPartitioner;
import io.holdfast.shuffle.PartialState;
import java.io.IOException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;

/** A map task in memory: random batches, with or without dictionaries, and a random budget. */
final class MapTask implements GroupSink {
  /** An empty table takes 102 kB, and some more with what it groups. */
  private static final long SMALL_TABLE = 102_000;

  private static final Set<Kind> DICTIONARIES =
      Set.of(Kind.LONG, Kind.FLOAT, Kind.DOUBLE, Kind.TEXT);

  private static final int PARTITIONS = 3;

  private final HashPartitioner partitioner = new HashPartitioner();
  private final Random random;
  private final PartialAggregation aggregation;
  private final Batch batch;
  private final GroupKey key = new GroupKey();
  private final PartialState state = new PartialState();
  private final List<Sent> sent = new ArrayList<>();
  private final Map<Integer, Vector> dictionaries = new HashMap<>();

  MapTask(Query query, NanPolicy nans, Random random) {
    this.random = random;
    this.aggregation =
        new PartialAggregation(query, budget(random), MaxBad.parse(MaxBad.NONE), nans);
    this.batch = new Batch(query.source());
  }

  /** Returns one that is used up by every batch, by some, or never. */
  private static long budget(Random random) {
    return switch (random.nextInt(3)) {
      case 0 -> 1;
      case 1 -> SMALL_TABLE + random.nextInt(30_000);
      default -> Long.MAX_VALUE;
    };
  }

  /** Runs the task and returns what it sent. */
  List<Sent> run(List<Object[]> rows) throws IOException, InterruptedException {
    boolean useDictionaries = random.nextBoolean();
    int most = 1 + random.nextInt(Math.max(1, rows.size()));
    int from = 0;
    while (from < rows.size()) {
      int to = Math.min(rows.size(), from + random.nextInt(most + 1));
      Batches.fill(batch, rows.subList(from, to));
      if (useDictionaries) {
        useDictionaries(rows, from, to);
      }
      if (aggregation.isFullFor(batch)) {
        aggregation.flush(this);
      }
      aggregation.add(batch, this);
      from = to;
    }
    aggregation.finish(this);
    aggregation.tally().write(states());
    emit(new byte[0], 0, 0);
    return sent;
  }

  /** Gives numbers and texts the dictionary of all the task's values, as a column chunk has. */
  private void useDictionaries(List<Object[]> rows, int from, int to) {
    Schema schema = batch.schema();
    for (int i = 0; i < schema.size(); i++) {
      Kind kind = schema.column(i).type().kind();
      if (DICTIONARIES.contains(kind)) {
        int column = i;
        List<Object> entries =
            rows.stream().map(row -> row[column]).filter(cell -> cell != null).distinct().toList();
        Vector dictionary = dictionaries.computeIfAbsent(i, at -> vector(at, entries));
        int[] ids = batch.column(i).useDictionary(dictionary, entries.size());
        for (int row = from; row < to; row++) {
          Object cell = rows.get(row)[i];
          ids[row - from] = cell == null ? entries.size() : entries.indexOf(cell);
        }
      }
    }
  }

  private Vector vector(int column, List<Object> entries) {
    Schema one = Schema.of(batch.schema().column(column));
    Object[][] rows = entries.stream().map(cell -> new Object[] {cell}).toArray(Object[][]::new);
    return Batches.of(one, rows).column(0);
  }

  @Override
  public int partitions() {
    return PARTITIONS;
  }

  @Override
  public int partition(byte[] keys, int start, int length) {
    key.set(keys, start, length);
    return partitioner.getPartition(key, state, PARTITIONS);
  }

  @Override
  public void beat() {}

  @Override
  public BytesOutput states() {
    return state.begin();
  }

  @Override
  public void emit(byte[] keys, int start, int length) throws IOException {
    key.set(keys, start, length);
    sent.add(Sent.of(key, state));
  }
}
