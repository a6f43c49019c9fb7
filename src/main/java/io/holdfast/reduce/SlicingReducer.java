package io.holdfast.reduce;

import io.holdfast.aggregate.AccumulatorSet;
import io.holdfast.aggregate.Occurrences;
import io.holdfast.query.Query;
import io.holdfast.record.LongVector;
import io.holdfast.record.Type;
import io.holdfast.shuffle.GroupKey;
import io.holdfast.shuffle.OrderedKeys;
import io.holdfast.shuffle.PartialState;
import io.holdfast.shuffle.Placement;
import io.holdfast.shuffle.QueryConfiguration;
import io.holdfast.shuffle.ValueThinner;
import java.io.IOException;

/**
 * The reducer of a stage that slices hot groups: keeps partial states, and of the values of a group
 * that is not sliced only those that its aggregates look at. How many values there are is in the
 * group's own states, which come before them.
 */
public final class SlicingReducer extends StateReducer {
  private final PartialState state = new PartialState();
  private final LongVector number = new LongVector(Type.LONG, 1);
  private Query query;
  private OrderedKeys layout;
  private Placement placement;
  private ValueThinner thinner;
  private int argument;
  private long[] values;

  @Override
  protected void setup(Context context) {
    super.setup(context);
    query = QueryConfiguration.read(context.getConfiguration());
    layout = new OrderedKeys(query);
    placement = Placement.read(context.getConfiguration());
    values = new long[query.orderedArguments().size()];
    thinner =
        new ValueThinner(
            query,
            (key, times, others) -> {
              Occurrences.write(times, others, state.begin());
              context.write(key, state);
            });
  }

  @Override
  protected void emit(GroupKey key, boolean ofGroup, AccumulatorSet sum, Context context)
      throws IOException, InterruptedException {
    if (ofGroup) {
      thinner.end();
      argument = -1;
      for (int i = 0; i < values.length; i++) {
        sum.get(query.orderedArguments().get(i).calls().get(0)).finish(0, number, 0);
        values[i] = number.values()[0];
      }
      super.emit(key, true, sum, context);
    } else if (placement.slice(key) >= 0) {
      thinner.end();
      argument = -1;
      super.emit(key, false, sum, context);
    } else {
      thin(key, (Occurrences) sum.get(0));
    }
  }

  private void thin(GroupKey key, Occurrences found) throws IOException, InterruptedException {
    int next = OrderedKeys.argument(key, layout.groupLength(key));
    if (next != argument) {
      thinner.end();
      thinner.begin(next, values[next], 0);
      argument = next;
    }
    thinner.add(key, found.times(0), found.others(0));
  }

  @Override
  protected void cleanup(Context context) throws IOException, InterruptedException {
    thinner.end();
  }
}
