package io.holdfast.reduce;

import io.holdfast.aggregate.AccumulatorSet;
import io.holdfast.aggregate.Accumulators;
import io.holdfast.aggregate.Occurrences;
import io.holdfast.aggregate.OrderedAggregate;
import io.holdfast.query.AggregateCall;
import io.holdfast.query.OrderedArgument;
import io.holdfast.query.Query;
import io.holdfast.record.Batch;
import io.holdfast.record.LongVector;
import io.holdfast.record.Type;
import io.holdfast.record.Vector;
import io.holdfast.shuffle.GroupKey;
import io.holdfast.shuffle.KeyDecoder;
import io.holdfast.shuffle.OrderedKeys;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/** The aggregates of one group that need its values in order, and the values as they come. */
final class OrderedGroup {
  private final OrderedKeys layout;
  private final List<Argument> arguments = new ArrayList<>();
  private final LongVector number = new LongVector(Type.LONG, 1);

  /** The open group's part of its keys; empty where none is open. */
  private byte[] group = {};

  private int groupLength;

  OrderedGroup(Query query) {
    layout = new OrderedKeys(query);
    for (OrderedArgument argument : query.orderedArguments()) {
      List<Call> calls = new ArrayList<>();
      for (int index : argument.calls()) {
        AggregateCall call = query.aggregates().get(index);
        calls.add(new Call(index, Accumulators.createOrdered(call.function(), call.fraction())));
      }
      Vector value = Vector.create(argument.type(), 1);
      arguments.add(new Argument(value, new KeyDecoder(value), calls));
    }
  }

  private record Call(int index, OrderedAggregate aggregate) {}

  private record Argument(Vector value, KeyDecoder decoder, List<Call> calls) {}

  /** Says whether a key is that of a group, not of a value. */
  boolean isOfGroup(GroupKey key) {
    groupLength = layout.groupLength(key);
    return OrderedKeys.argument(key, groupLength) < 0;
  }

  /**
   * Begins the group of the key that {@link #isOfGroup} was asked of last; its states, among them
   * how many values come, are merged.
   */
  void begin(GroupKey key, AccumulatorSet states) {
    group = Arrays.copyOfRange(key.bytes(), key.start(), key.start() + groupLength);
    for (Argument argument : arguments) {
      for (Call call : argument.calls) {
        call.aggregate.begin(count(states, call.index));
      }
    }
  }

  private long count(AccumulatorSet states, int index) {
    states.get(index).finish(0, number, 0);
    return number.values()[0];
  }

  /**
   * Adds a value, which lies in the key that {@link #isOfGroup} was asked of last, as often as the
   * states say.
   */
  void add(GroupKey key, AccumulatorSet states) {
    int end = key.start() + groupLength;
    if (!Arrays.equals(group, 0, group.length, key.bytes(), key.start(), end)) {
      throw new IllegalStateException("expected values of another group: was it sent elsewhere?");
    }
    Argument argument = arguments.get(OrderedKeys.argument(key, groupLength));
    argument.value.clear();
    argument.decoder.decodeLast(key, OrderedKeys.valueOffset(groupLength));
    Occurrences occurrences = (Occurrences) states.get(0);
    for (Call call : argument.calls) {
      call.aggregate.add(argument.value, 0, occurrences.times(0), occurrences.others(0));
    }
  }

  /** Puts the results into a row; the column of a call is its number and so many more. */
  void finish(Batch result, int keys, int row) {
    group = new byte[0];
    for (Argument argument : arguments) {
      for (Call call : argument.calls) {
        call.aggregate.finish(result.column(keys + call.index), row);
      }
    }
  }
}
