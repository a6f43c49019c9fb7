package io.holdfast.fault.shell;

import io.holdfast.shuffle.GroupKey;
import io.holdfast.shuffle.PartialState;
import io.holdfast.shuffle.StateCombiner;
import java.io.IOException;
import org.apache.hadoop.mapreduce.Reducer;
import org.apache.hadoop.mapreduce.lib.reduce.WrappedReducer;

/** The combiner, with faults between its keys. */
public final class FaultyCombiner extends Reducer<GroupKey, PartialState, GroupKey, PartialState> {
  @Override
  public void run(Context context) throws IOException, InterruptedException {
    FaultSite site = FaultSite.ofTask(context);
    WrappedReducer<GroupKey, PartialState, GroupKey, PartialState> wrapper = new WrappedReducer<>();
    new StateCombiner()
        .run(
            wrapper.new Context(context) {
              private long keys;

              @Override
              public boolean nextKey() throws IOException, InterruptedException {
                site.reach(Place.COMBINE, keys++);
                return super.nextKey();
              }
            });
  }
}
