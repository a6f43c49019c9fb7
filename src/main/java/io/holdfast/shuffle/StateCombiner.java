package io.holdfast.shuffle;

import io.holdfast.aggregate.AccumulatorSet;
import java.io.IOException;
import org.apache.hadoop.mapreduce.Reducer;

/**
 * The combiner: merges the partial states of a group into one; malformed records and costs pass.
 */
public final class StateCombiner extends Reducer<GroupKey, PartialState, GroupKey, PartialState> {
  private final PartialState merged = new PartialState();
  private AccumulatorSet accumulators;

  @Override
  protected void setup(Context context) {
    accumulators = QueryConfiguration.read(context.getConfiguration()).createAccumulators();
  }

  @Override
  protected void reduce(GroupKey key, Iterable<PartialState> states, Context context)
      throws IOException, InterruptedException {
    if (key.isBadRecord() || key.isCost()) {
      for (PartialState state : states) {
        context.write(key, state);
      }
      return;
    }
    if (key.isTally()) {
      Tally.mergeAll(states).write(merged.begin());
    } else {
      accumulators.clear();
      accumulators.resize(1);
      for (PartialState state : states) {
        accumulators.merge(0, state.open());
      }
      accumulators.write(0, merged.begin());
    }
    context.write(key, merged);
  }
}
