package io.holdfast.fault.shell;

import io.holdfast.record.Batch;
import io.holdfast.reduce.MergingReducer;
import io.holdfast.shuffle.GroupKey;
import io.holdfast.shuffle.PartialState;
import java.io.IOException;
import org.apache.hadoop.io.NullWritable;
import org.apache.hadoop.mapreduce.Reducer;
import org.apache.hadoop.mapreduce.lib.reduce.WrappedReducer;

/** The reducer, with faults between its groups. */
public final class FaultyReducer extends Reducer<GroupKey, PartialState, NullWritable, Batch> {
  @Override
  public void run(Context context) throws IOException, InterruptedException {
    FaultSite site = FaultSite.ofTask(context);
    WrappedReducer<GroupKey, PartialState, NullWritable, Batch> wrapper = new WrappedReducer<>();
    new MergingReducer()
        .run(
            wrapper.new Context(context) {
              private long keys;

              @Override
              public boolean nextKey() throws IOException, InterruptedException {
                site.reach(Place.REDUCE_KEY, keys++);
                return super.nextKey();
              }
            });
  }
}
