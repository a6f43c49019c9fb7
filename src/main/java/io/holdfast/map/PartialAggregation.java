package io.holdfast.map;

import io.holdfast.aggregate.AccumulatorSet;
import io.holdfast.config.MaxBad;
import io.holdfast.config.NanPolicy;
import io.holdfast.query.Query;
import io.holdfast.query.RowSelector;
import io.holdfast.record.Batch;
import io.holdfast.record.BytesVector;
import io.holdfast.record.Vector;
import io.holdfast.shuffle.GroupKey;
import io.holdfast.shuffle.Tally;
import java.io.IOException;

/**
 * The map side of a query without Hadoop: filter, group, add to partial states, in bounded memory.
 * When {@link #isFullFor} says so, {@link #flush} empties the table into the shuffle, where the
 * partial states of a group meet again.
 */
public final class PartialAggregation {
  /** A marker and 16 bytes of a wide decimal, or a marker and the end of an escaped text. */
  private static final int MAX_FIXED_KEY_BYTES = 17;

  /** How many keys and states are read from memory side by side before they are written. */
  private static final int AHEAD = 128;

  private final Query query;
  private final long budgetBytes;
  private final RowSelector selector;
  private final GroupTable table = new GroupTable();
  private final Grouper grouper = new Grouper(table);
  private final AccumulatorSet accumulators;
  private final Accumulation accumulation;
  private final TextCheck[] checks;
  private final boolean checksTextKeyOnInsert;
  private final Vector[] keys;
  private final Tally tally = new Tally();
  private final MalformedRows malformed = new MalformedRows();
  private final Quarantine quarantine;

  /** Keeps the compiler from dropping reads whose result nobody needs. */
  private int touched;

  /**
   * @param query bound to the schema of the batches to come
   * @param budgetBytes how much heap the groups may take before the table counts as full
   * @param maxBad how many rows may be malformed
   * @param nans what becomes of a NaN that is an aggregate's argument
   */
  public PartialAggregation(Query query, long budgetBytes, MaxBad maxBad, NanPolicy nans) {
    this.query = query;
    this.budgetBytes = budgetBytes;
    this.selector = new RowSelector(query.filter());
    this.accumulators = query.createAccumulators();
    this.accumulation = new Accumulation(query, accumulators, nans, tally);
    this.keys = new Vector[query.keys().size()];
    this.checks = new TextCheck[query.source().size()];
    for (int i = 0; i < checks.length; i++) {
      checks[i] = new TextCheck();
    }
    this.quarantine = new Quarantine(maxBad, tally);
    // A source of one text column that is the only key, as words are: checked once a key.
    this.checksTextKeyOnInsert = query.readsOnlyItsKey();
  }

  /**
   * Adds the rows that pass the filter, and sends the malformed ones to the sink.
   *
   * @throws io.holdfast.error.HoldfastException of kind DATA where too many are malformed, or on a
   *     NaN that the policy rejects
   */
  public void add(Batch batch, GroupSink sink) throws IOException, InterruptedException {
    malformed.clear();
    malformed.addMarked(batch);
    boolean onInsert = checksTextKeyOnInsert && batch.column(0).ids() == null;
    if (!onInsert) {
      for (int i = 0; i < checks.length; i++) {
        checks[i].findMalformed(batch, i, malformed);
      }
      quarantine.take(malformed, batch, sink);
    }
    int[] rows = selector.select(batch);
    int count = selector.count();
    int found = malformed.count();
    if (found > 0) {
      rows = malformed.without(rows, count);
      count = malformed.keptCount();
    }
    batch.select(rows, count);
    for (int i = 0; i < keys.length; i++) {
      keys[i] = query.keys().get(i).expression().evaluate(batch);
    }
    int[] groups = grouper.group(keys, rows, count, malformed);
    if (onInsert) {
      quarantine.take(malformed, batch, sink);
    }
    if (malformed.count() > found) {
      rows = malformed.without(rows, count);
      count = malformed.keptCount();
      groups = grouper.group(keys, rows, count, malformed);
    }
    tally.addBatch(batch.size(), count, malformed.count());
    accumulate(batch, rows, groups, count);
  }

  private void accumulate(Batch batch, int[] rows, int[] groups, int count) {
    accumulators.resize(table.size());
    accumulation.add(batch, rows, groups, count);
  }

  /** Says whether a batch may not fit any more: then flush before it is added. */
  public boolean isFullFor(Batch batch) {
    int groups = table.size() + batch.size();
    long growth =
        table.growthBytes(batch.size(), keyBytes(batch)) + accumulators.growthBytes(groups);
    long sorting = (long) groups * GroupOrder.BYTES_PER_GROUP;
    long retained = table.retainedBytes() + accumulators.retainedBytes();
    return table.size() > 0 && retained + Math.max(growth, sorting) > budgetBytes;
  }

  /** What the keys of a batch take at most outside of their slots, escaped. */
  private long keyBytes(Batch batch) {
    boolean fitSlots = keys.length <= 1;
    long bytes = fitSlots ? 0 : (long) batch.size() * MAX_FIXED_KEY_BYTES * keys.length;
    for (int i = 0; i < query.source().size(); i++) {
      if (batch.column(i) instanceof BytesVector text) {
        bytes += 2 * text.totalLength(batch.size()) + batch.size();
      }
    }
    return bytes;
  }

  /**
   * Gives all groups to the sink, in the order of its partitions and of keys, and forgets them.
   * Returns how many there were.
   */
  public int flush(GroupSink sink) throws IOException, InterruptedException {
    int[] order = GroupOrder.of(table, sink);
    int[] groups = new int[AHEAD];
    GroupKey key = new GroupKey();
    for (int from = 0; from < order.length; from += AHEAD) {
      int to = Math.min(order.length, from + AHEAD);
      touched += table.fetchGroups(order, from, to, groups);
      touched += accumulators.touch(groups, to - from);
      for (int i = from; i < to; i++) {
        accumulators.write(groups[i - from], sink.states());
        table.read(order[i], key);
        sink.emit(key.bytes(), key.start(), key.length());
      }
    }
    table.clear();
    grouper.clear();
    accumulators.clear();
    return order.length;
  }

  /**
   * Flushes for the last time: a query without keys has its one group even when there was no row.
   */
  public int finish(GroupSink sink) throws IOException, InterruptedException {
    if (keys.length == 0) {
      grouper.group(keys, new int[1], 1, malformed);
      accumulators.resize(table.size());
    }
    return flush(sink);
  }

  /** Returns the counts of all batches so far. */
  public Tally tally() {
    return tally;
  }
}
