package io.holdfast.map;

import io.holdfast.aggregate.Accumulator;
import io.holdfast.aggregate.AccumulatorSet;
import io.holdfast.query.OrderedArgument;
import io.holdfast.query.Query;
import io.holdfast.record.Batch;
import io.holdfast.record.BytesOutput;
import io.holdfast.record.Vector;
import io.holdfast.shuffle.GroupKey;
import io.holdfast.shuffle.KeyEncoder;
import io.holdfast.shuffle.OrderedKeys;
import java.io.IOException;

/**
 * How often each value of an argument occurs in each group. A key of the table is the group's
 * number and the value, so that most fit their slots; the group's own key takes the number's place
 * when they are sent.
 */
final class ValueCounts {
  private final OrderedArgument argument;
  private final int number;
  private final Accumulator counts;
  private final GroupStates states;
  private final BytesOutput encoded = new BytesOutput();
  private final int[] pairs = new int[Batch.MAX_ROWS];

  /**
   * @param number of the argument, from 0
   */
  ValueCounts(Query query, OrderedArgument argument, int number) {
    AccumulatorSet set = query.createValueCounts();
    this.argument = argument;
    this.number = number;
    this.counts = set.get(0);
    this.states = new GroupStates(set);
  }

  OrderedArgument argument() {
    return argument;
  }

  /** Adds the values of rows that are not null, each to the group at its index. */
  void add(Vector values, int[] rows, int[] groups, int count) {
    boolean nullable = values.mayHaveNulls();
    int found = 0;
    for (int i = 0; i < count; i++) {
      if (!nullable || !values.isNull(rows[i])) {
        encoded.clear();
        encoded.writeInt(groups[i]);
        KeyEncoder.encodeLast(values, rows[i], encoded);
        pairs[found++] =
            states.table().find(KeyEncoder.PRESENT, encoded.bytes(), 0, encoded.length());
      }
    }
    states.resize();
    counts.add(null, rows, pairs, found);
  }

  /** Returns what {@link GroupStates#neededBytes} does. */
  long neededBytes(int rows, long keyBytes) {
    return states.neededBytes(rows, keyBytes);
  }

  /**
   * Puts all values in the order of their groups, and of values in each, to be sent.
   *
   * @param groups the table with the groups' own keys
   * @param order its slots in the order of the sink's partitions and of keys
   * @param ranks where each group is in that order
   */
  Sending sort(GroupTable groups, int[] order, int[] ranks, GroupSink sink) {
    states.table().renumber(ranks);
    ValueSink values = new ValueSink(groups, order, sink);
    return new Sending(values, states.new Cursor(states.order(values)));
  }

  /** Forgets all values. */
  void clear() {
    states.clear();
  }

  /** Gives the sorted values of one group after the other to the sink. */
  final class Sending {
    private final ValueSink sink;
    private final GroupStates.Cursor cursor;

    private Sending(ValueSink sink, GroupStates.Cursor cursor) {
      this.sink = sink;
      this.cursor = cursor;
    }

    /** Sends the values of a group, by its rank, and returns how many there are. */
    int send(int rank) throws IOException, InterruptedException {
      int sent = 0;
      while (cursor.hasNext() && states.table().number(cursor.slot()) == rank) {
        cursor.send(sink);
        sent++;
      }
      return sent;
    }
  }

  /** Completes the keys. With ranks in front of them they need no partitions to be in order. */
  private final class ValueSink implements GroupSink {
    private final GroupTable groups;
    private final int[] order;
    private final GroupSink sink;
    private final GroupKey group = new GroupKey();
    private final BytesOutput key = new BytesOutput();

    ValueSink(GroupTable groups, int[] order, GroupSink sink) {
      this.groups = groups;
      this.order = order;
      this.sink = sink;
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
    public void beat() {
      sink.beat();
    }

    @Override
    public BytesOutput states() {
      return sink.states();
    }

    @Override
    public void emit(byte[] keys, int start, int length) throws IOException, InterruptedException {
      groups.read(order[GroupTable.number(keys, start)], group);
      key.clear();
      int value = 1 + Integer.BYTES;
      OrderedKeys.encodeValue(group, number, keys, start + value, length - value, key);
      sink.emit(key.bytes(), 0, key.length());
    }
  }
}
