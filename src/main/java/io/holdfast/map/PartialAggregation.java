package io.holdfast.map;

import io.holdfast.aggregate.AccumulatorSet;
import io.holdfast.config.MaxBad;
import io.holdfast.config.NanPolicy;
import io.holdfast.query.OrderedArgument;
import io.holdfast.query.Query;
import io.holdfast.query.RowSelector;
import io.holdfast.record.Batch;
import io.holdfast.record.BytesVector;
import io.holdfast.record.Vector;
import io.holdfast.shuffle.Tally;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;

/**
 * The map side of a query without Hadoop: filter, group, add to partial states, in bounded memory.
 * When {@link #isFullFor} says so, {@link #flush} empties the table into the shuffle, where the
 * partial states of a group meet again.
 */
public final class PartialAggregation {
  /** Markers and 16 bytes of a wide decimal, or markers and the end of an escaped text. */
  private static final int MAX_FIXED_KEY_BYTES = 18;

  private final Query query;
  private final long budgetBytes;
  private final RowSelector selector;
  private final GroupStates states;
  private final Grouper grouper;
  private final List<ValueCounts> values = new ArrayList<>();
  private final Accumulation accumulation;
  private final TextCheck[] checks;
  private final boolean checksTextKeyOnInsert;
  private final Vector[] keys;
  private final Tally tally = new Tally();
  private final MalformedRows malformed = new MalformedRows();
  private final Quarantine quarantine;
  private long groupsSent;

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
    List<OrderedArgument> ordered = query.orderedArguments();
    for (int i = 0; i < ordered.size(); i++) {
      values.add(new ValueCounts(query, ordered.get(i), i));
    }
    AccumulatorSet accumulators = query.createAccumulators();
    this.states = new GroupStates(accumulators);
    this.grouper = new Grouper(states.table(), !ordered.isEmpty());
    this.keys = new Vector[query.keys().size()];
    this.accumulation = new Accumulation(query, accumulators, values, nans, tally);
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
    states.resize();
    accumulation.add(batch, rows, groups, count);
  }

  /** Says whether a batch may not fit any more: then flush before it is added. */
  public boolean isFullFor(Batch batch) {
    boolean fitSlots = keys.length <= 1 && values.isEmpty();
    long textBytes = textBytes(batch);
    long fixed = (long) batch.size() * MAX_FIXED_KEY_BYTES;
    long left =
        budgetBytes
            - states.neededBytes(batch.size(), textBytes + (fitSlots ? 0 : fixed * keys.length));
    for (int i = 0; i < values.size() && left >= 0; i++) {
      // A number and the value.
      left -= values.get(i).neededBytes(batch.size(), textBytes + 2 * fixed);
    }
    return states.table().size() > 0 && left < 0;
  }

  /** What the texts of a batch take at most in keys, escaped. */
  private long textBytes(Batch batch) {
    long bytes = 0;
    for (int i = 0; i < query.source().size(); i++) {
      if (batch.column(i) instanceof BytesVector text) {
        bytes += 2 * text.totalLength(batch.size()) + batch.size();
      }
    }
    return bytes;
  }

  /**
   * Gives all groups, and behind each the values of its ordered arguments, to the sink, in the
   * order of its partitions and of keys, and forgets them. Returns how many there were.
   */
  public int flush(GroupSink sink) throws IOException, InterruptedException {
    int[] order = states.order(sink);
    ValueCounts.Sending[] sorted = new ValueCounts.Sending[values.size()];
    int[] ranks = sorted.length == 0 ? null : states.ranks(order);
    for (int i = 0; i < sorted.length; i++) {
      sorted[i] = values.get(i).sort(states.table(), order, ranks, sink);
    }
    int sent = 0;
    GroupStates.Cursor groups = states.new Cursor(order);
    for (int rank = 0; groups.hasNext(); rank++) {
      groups.send(sink);
      sent++;
      for (ValueCounts.Sending ofGroup : sorted) {
        sent += ofGroup.send(rank);
      }
    }
    groupsSent += order.length;
    values.forEach(ValueCounts::clear);
    states.clear();
    grouper.clear();
    return sent;
  }

  /**
   * Flushes for the last time: a query without keys has its one group even when there was no row.
   */
  public int finish(GroupSink sink) throws IOException, InterruptedException {
    if (keys.length == 0) {
      grouper.group(keys, new int[1], 1, malformed);
      states.resize();
    }
    return flush(sink);
  }

  /** Returns how many groups' states were sent so far, without those of values. */
  public long groupsSent() {
    return groupsSent;
  }

  /** Returns the counts of all batches so far. */
  public Tally tally() {
    return tally;
  }
}
