package io.holdfast.shuffle;

import io.holdfast.aggregate.AccumulatorSet;
import io.holdfast.query.Query;

/** Merges the partial states of one key: a group's, or those of a value in a group. */
public final class StateMerger {
  private final OrderedKeys ordered;
  private final AccumulatorSet groups;
  private final AccumulatorSet values;

  public StateMerger(Query query) {
    ordered = query.orderedArguments().isEmpty() ? null : new OrderedKeys(query);
    groups = query.createAccumulators();
    values = query.createValueCounts();
  }

  /** Returns accumulators that hold, as group 0, what the states come to until the next call. */
  public AccumulatorSet merge(GroupKey key, Iterable<PartialState> states) {
    AccumulatorSet merged = ordered == null || ordered.argument(key) < 0 ? groups : values;
    merged.clear();
    merged.resize(1);
    for (PartialState state : states) {
      merged.merge(0, state.open());
    }
    return merged;
  }
}
