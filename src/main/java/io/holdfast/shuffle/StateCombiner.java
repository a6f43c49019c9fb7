package io.holdfast.shuffle;

import io.holdfast.aggregate.AccumulatorSet;
import io.holdfast.query.Query;
import java.io.IOException;
import org.apache.hadoop.mapreduce.Reducer;

/**
 * The combiner: merges the partial states of a group into one; malformed records and costs pass.
 */
public class StateCombiner extends Reducer<GroupKey, PartialState, GroupKey, PartialState> {
  private final PartialState merged = new PartialState();
  private final GroupKey view = new GroupKey();
  private OrderedKeys ordered;

  /** Null where states of all files are mixed. */
  private FileKeys byFile;

  private StateMerger merger;

  @Override
  protected void setup(Context context) {
    Query query = QueryConfiguration.read(context.getConfiguration());
    ordered = query.orderedArguments().isEmpty() ? null : new OrderedKeys(query);
    merger = new StateMerger(query);
    byFile = FileKeys.generation(context.getConfiguration()) == null ? null : new FileKeys(query);
  }

  @Override
  protected void reduce(GroupKey key, Iterable<PartialState> states, Context context)
      throws IOException, InterruptedException {
    GroupKey inner = byFile == null ? key : byFile.withoutId(key, view);
    if (inner.isBadRecord() || inner.isCost()) {
      for (PartialState state : states) {
        context.write(key, state);
      }
      return;
    }
    if (inner.isTally()) {
      Tally tally = Tally.mergeAll(states);
      check(tally, context);
      tally.write(merged.begin());
      context.write(key, merged);
    } else {
      boolean ofGroup =
          ordered == null || OrderedKeys.argument(inner, ordered.groupLength(inner)) < 0;
      emit(key, ofGroup, merger.merge(ofGroup, states), context);
    }
  }

  /**
   * Passes on what the states of a key come to.
   *
   * @param ofGroup whether the key is a group's own; else it is of a value in it
   */
  protected void emit(GroupKey key, boolean ofGroup, AccumulatorSet sum, Context context)
      throws IOException, InterruptedException {
    sum.write(0, merged.begin());
    context.write(key, merged);
  }

  /** Looks at a tally that has been merged; a combiner has nothing to say of it. */
  protected void check(Tally tally, Context context) {}
}
