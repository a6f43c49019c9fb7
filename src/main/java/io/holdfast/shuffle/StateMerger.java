package io.holdfast.shuffle;

import io.holdfast.aggregate.AccumulatorSet;
import io.holdfast.query.Query;

/** Merges the partial states of one key: a group's, or those of a value in a group. */
public final class StateMerger {
  private final AccumulatorSet groups;
  private final AccumulatorSet values;

  public StateMerger(Query query) {
    groups = query.createAccumulators();
    values = query.createValueCounts();
  }

  /**
   * Returns accumulators that hold, as group 0, what the states come to until the next call.
   *
   * @param ofGroup whether the key is a group's own
   */
  public AccumulatorSet merge(boolean ofGroup, Iterable<PartialState> states) {
    AccumulatorSet merged = begin(ofGroup);
    for (PartialState state : states) {
      merged.merge(0, state.open());
    }
    return merged;
  }

  /** Returns accumulators of one empty group, 0, for the caller to merge states into. */
  public AccumulatorSet begin(boolean ofGroup) {
    AccumulatorSet merged = ofGroup ? groups : values;
    merged.clear();
    merged.resize(1);
    return merged;
  }
}
