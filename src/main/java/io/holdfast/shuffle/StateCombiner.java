package io.holdfast.shuffle;

import java.io.IOException;
import org.apache.hadoop.mapreduce.Reducer;

/**
 * The combiner: merges the partial states of a group into one; malformed records and costs pass.
 */
public final class StateCombiner extends Reducer<GroupKey, PartialState, GroupKey, PartialState> {
  private final PartialState merged = new PartialState();
  private StateMerger merger;

  @Override
  protected void setup(Context context) {
    merger = new StateMerger(QueryConfiguration.read(context.getConfiguration()));
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
      merger.merge(key, states).write(0, merged.begin());
    }
    context.write(key, merged);
  }
}
