package io.holdfast.reduce;

import io.holdfast.aggregate.AccumulatorSet;
import io.holdfast.error.ErrorKind;
import io.holdfast.error.HoldfastException;
import io.holdfast.query.Query;
import io.holdfast.query.RowSelector;
import io.holdfast.record.Batch;
import io.holdfast.record.BytesOutput;
import io.holdfast.record.BytesVector;
import io.holdfast.record.ValueFormatter;
import io.holdfast.record.Vector;
import io.holdfast.shuffle.GroupKey;
import io.holdfast.shuffle.KeyDecoder;
import io.holdfast.shuffle.PartialState;
import io.holdfast.shuffle.StateMerger;
import java.nio.charset.StandardCharsets;

/** The reduce side of a query without Hadoop: merge a group's states, finish, make a row of it. */
public final class FinalAggregation {
  /** Long texts end a batch of results before its rows do. */
  private static final long MAX_RESULT_BYTES = 8 << 20;

  private static final int MAX_NAME_BYTES = 200;
  private static final byte[] SEPARATOR = {',', ' '};

  private final Query query;
  private final StateMerger merger;
  private final OrderedGroup ordered;
  private final Batch result;
  private final KeyDecoder decoder;
  private final RowSelector having;
  private final ValueFormatter names = new ValueFormatter(true);
  private boolean open;

  public FinalAggregation(Query query) {
    this.query = query;
    this.merger = new StateMerger(query);
    this.ordered = query.orderedArguments().isEmpty() ? null : new OrderedGroup(query);
    this.having = new RowSelector(query.having());
    this.result = new Batch(query.result());
    Vector[] keys = new Vector[query.keys().size()];
    for (int i = 0; i < keys.length; i++) {
      keys[i] = result.column(i);
    }
    this.decoder = new KeyDecoder(keys);
  }

  /** Says whether a key begins a group; else it has a value of the group before it. */
  public boolean isOfGroup(GroupKey key) {
    return ordered == null || ordered.isOfGroup(key);
  }

  /**
   * Merges the states of a key: those of a group make the next row, for which there must be room;
   * those of a value are added to it.
   *
   * @throws HoldfastException of kind DATA where an exact result does not fit its type
   */
  public void add(GroupKey key, Iterable<PartialState> states) {
    boolean ofGroup = isOfGroup(key);
    AccumulatorSet merged = merger.merge(ofGroup, states);
    if (!ofGroup) {
      ordered.add(key, merged);
      return;
    }
    int row = result.size();
    decode(key, row);
    for (int i = 0; i < merged.size(); i++) {
      if (ordered == null || !query.aggregates().get(i).function().isOrdered()) {
        finish(merged, i, row);
      }
    }
    if (ordered != null) {
      ordered.begin(key, merged);
    }
    open = true;
  }

  private void decode(GroupKey key, int row) {
    if (ordered == null) {
      decoder.decode(key, row);
    } else {
      decoder.decodeBeginning(key, row);
    }
  }

  /**
   * Ends the group that was begun last, if there is one: all of its values have come.
   *
   * @return whether there was one
   */
  public boolean endGroup() {
    if (!open) {
      return false;
    }
    if (ordered != null) {
      ordered.finish(result, query.keys().size(), result.size());
    }
    open = false;
    result.setSize(result.size() + 1);
    return true;
  }

  /** Returns the key of the group that is not ended as a person reads it. */
  String openName() {
    return groupName(result.size());
  }

  /** Returns a group's key as a person reads it. The result is of no use afterwards. */
  String name(GroupKey key) {
    decode(key, result.size());
    return groupName(result.size());
  }

  private String groupName(int row) {
    if (query.keys().isEmpty()) {
      return "of all rows";
    }
    BytesOutput name = new BytesOutput();
    for (int i = 0; i < query.keys().size(); i++) {
      name.writeBytes(SEPARATOR, 0, i == 0 ? 0 : SEPARATOR.length);
      names.append(result.column(i), row, name);
    }
    int shown = Math.min(name.length(), MAX_NAME_BYTES);
    return new String(name.bytes(), 0, shown, StandardCharsets.UTF_8)
        + (shown < name.length() ? "..." : "");
  }

  private void finish(AccumulatorSet merged, int aggregate, int row) {
    try {
      merged.get(aggregate).finish(0, result.column(query.keys().size() + aggregate), row);
    } catch (ArithmeticException e) {
      String call = query.aggregates().get(aggregate).sql();
      throw new HoldfastException(
          ErrorKind.DATA,
          String.format(
              "[group %s] expected %s to fit its type, got: %s; try a wider type, as in sum(x * 1.0)",
              groupName(row), call, e.getMessage()),
          e);
    }
  }

  /** Says whether there is no room for another group. */
  public boolean isFull() {
    return isFull(result);
  }

  /** Says whether there is no room for another row in a batch of results. */
  static boolean isFull(Batch rows) {
    long bytes = 0;
    for (int i = 0; i < rows.schema().size(); i++) {
      bytes += rows.column(i) instanceof BytesVector text ? text.appendedBytes() : 0;
    }
    return rows.size() == Batch.MAX_ROWS || bytes > MAX_RESULT_BYTES;
  }

  /**
   * Returns the groups ended since {@link #clear()} for which the having-condition is true; none
   * may be open.
   */
  public Batch result() {
    int[] rows = having.select(result);
    result.keep(rows, having.count());
    return result;
  }

  /** Empties the result. */
  public void clear() {
    result.clear();
  }
}
