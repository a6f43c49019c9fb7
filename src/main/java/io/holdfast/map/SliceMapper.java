package io.holdfast.map;

import io.holdfast.aggregate.Occurrences;
import io.holdfast.query.Query;
import io.holdfast.shuffle.GroupKey;
import io.holdfast.shuffle.OrderedKeys;
import io.holdfast.shuffle.PartialState;
import io.holdfast.shuffle.Placement;
import io.holdfast.shuffle.QueryConfiguration;
import io.holdfast.shuffle.SliceTotals;
import io.holdfast.shuffle.ValueThinner;
import java.io.IOException;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.mapreduce.Mapper;

/**
 * The mapper over partial states with slices of hot groups: since it is known how many values each
 * slice has, it passes on only those that an aggregate looks at. All else passes. Must read whole
 * parts, so that no slice is cut.
 */
public final class SliceMapper extends Mapper<GroupKey, PartialState, GroupKey, PartialState> {
  private static final int NONE = -1;

  private final PartialState state = new PartialState();
  private final Occurrences found = new Occurrences();
  private OrderedKeys layout;
  private Placement placement;
  private SliceTotals totals;
  private ValueThinner thinner;
  private int slice = NONE;

  @Override
  protected void setup(Context context) {
    Configuration conf = context.getConfiguration();
    Query query = QueryConfiguration.read(conf);
    layout = new OrderedKeys(query);
    placement = Placement.read(conf);
    totals = SliceTotals.read(placement, conf);
    thinner =
        new ValueThinner(
            query,
            (key, times, others) -> {
              Occurrences.write(times, others, state.begin());
              context.write(key, state);
            });
  }

  @Override
  protected void map(GroupKey key, PartialState value, Context context)
      throws IOException, InterruptedException {
    int next = placement.slice(key);
    if (next != slice) {
      thinner.end();
      slice = next;
      if (slice != NONE) {
        int argument = OrderedKeys.argument(key, layout.groupLength(key));
        thinner.begin(argument, totals.all(slice), totals.before(slice));
      }
    }
    if (slice == NONE) {
      context.write(key, value);
    } else {
      found.read(value.open());
      thinner.add(key, found.times(0), found.others(0));
    }
  }

  @Override
  protected void cleanup(Context context) throws IOException, InterruptedException {
    thinner.end();
  }
}
