package io.holdfast.map;

import io.holdfast.aggregate.Accumulator;
import io.holdfast.aggregate.AccumulatorSet;
import io.holdfast.query.OrderedArgument;
import io.holdfast.query.Query;
import io.holdfast.record.Batch;
import io.holdfast.record.BytesOutput;
import io.holdfast.record.Vector;
import io.holdfast.shuffle.KeyEncoder;
import io.holdfast.shuffle.OrderedKeys;

/** How often each value of an argument occurs in each group: pairs of both are the keys. */
final class ValueCounts {
  private final OrderedArgument argument;
  private final int number;
  private final GroupStates states;
  private final Accumulator counts;
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

  GroupStates states() {
    return states;
  }

  /**
   * Adds the values that are not null.
   *
   * @param keys the columns of the groups' keys
   * @param rows of the keys and values to add
   */
  void add(Vector[] keys, Vector values, int[] rows, int count) {
    KeyEncoder group = new KeyEncoder(keys);
    boolean nullable = values.mayHaveNulls();
    int found = 0;
    for (int i = 0; i < count; i++) {
      if (!nullable || !values.isNull(rows[i])) {
        encoded.clear();
        OrderedKeys.encodeValue(group, number, values, rows[i], encoded);
        pairs[found++] = find();
      }
    }
    states.resize();
    counts.add(null, rows, pairs, found);
  }

  private int find() {
    return states.table().find(encoded.bytes()[0], encoded.bytes(), 1, encoded.length() - 1);
  }
}
