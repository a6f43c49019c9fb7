package io.holdfast.map;

import io.holdfast.aggregate.AccumulatorSet;
import io.holdfast.shuffle.GroupKey;
import java.io.IOException;

/** A table of keys and their partial states, numbered alike. */
final class GroupStates {
  /** How many keys and states are read from memory side by side before they are written. */
  private static final int AHEAD = 128;

  private final GroupTable table = new GroupTable();
  private final AccumulatorSet accumulators;

  /** Keeps the compiler from dropping reads whose result nobody needs. */
  private int touched;

  GroupStates(AccumulatorSet accumulators) {
    this.accumulators = accumulators;
  }

  GroupTable table() {
    return table;
  }

  /** Makes room for the states of all keys of the table. */
  void resize() {
    accumulators.resize(table.size());
  }

  /**
   * Returns the heap bytes that would be taken while some rows are added, or else all is sorted.
   *
   * @param rows each may have a new key
   * @param keyBytes what these take outside of their slots at most
   */
  long neededBytes(int rows, long keyBytes) {
    int groups = table.size() + rows;
    long growth = table.growthBytes(rows, keyBytes) + accumulators.growthBytes(groups);
    long sorting = (long) groups * GroupOrder.BYTES_PER_GROUP;
    return table.retainedBytes() + accumulators.retainedBytes() + Math.max(growth, sorting);
  }

  /** Returns the table's slots in the order of the sink's partitions and of keys. */
  int[] order(GroupSink sink) {
    return GroupOrder.of(table, sink);
  }

  /** Returns where in an order of slots each key is, by its number. */
  int[] ranks(int[] order) {
    int[] ranks = new int[order.length];
    int[] groups = new int[AHEAD];
    for (int from = 0; from < order.length; from += AHEAD) {
      int to = Math.min(order.length, from + AHEAD);
      touched += table.fetchGroups(order, from, to, groups);
      for (int i = from; i < to; i++) {
        ranks[groups[i - from]] = i;
      }
    }
    return ranks;
  }

  /** Forgets all keys and states. */
  void clear() {
    table.clear();
    accumulators.clear();
  }

  /** Gives keys and states to a sink, one after the other in an order of slots. */
  final class Cursor {
    private final int[] order;
    private final int[] groups = new int[AHEAD];
    private final GroupKey key = new GroupKey();
    private int next;

    Cursor(int[] order) {
      this.order = order;
    }

    boolean hasNext() {
      return next < order.length;
    }

    /** Returns the next slot. */
    int slot() {
      return order[next];
    }

    void send(GroupSink sink) throws IOException, InterruptedException {
      int ahead = next % AHEAD;
      if (ahead == 0) {
        int to = Math.min(order.length, next + AHEAD);
        touched += table.fetchGroups(order, next, to, groups);
        touched += accumulators.touch(groups, to - next);
      }
      accumulators.write(groups[ahead], sink.states());
      table.read(order[next], key);
      next++;
      sink.emit(key.bytes(), key.start(), key.length());
    }
  }
}
