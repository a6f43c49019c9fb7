package io.holdfast.fault.shell;

import io.holdfast.map.GroupingMapper;
import io.holdfast.record.Batch;
import io.holdfast.shuffle.GroupKey;
import io.holdfast.shuffle.PartialState;
import java.io.IOException;
import org.apache.hadoop.io.NullWritable;
import org.apache.hadoop.mapreduce.Mapper;
import org.apache.hadoop.mapreduce.lib.map.WrappedMapper;

/** The mapper, with faults between its batches. */
public final class FaultyMapper extends Mapper<NullWritable, Batch, GroupKey, PartialState> {
  @Override
  public void run(Context context) throws IOException, InterruptedException {
    FaultSite site = FaultSite.ofTask(context);
    WrappedMapper<NullWritable, Batch, GroupKey, PartialState> wrapper = new WrappedMapper<>();
    new GroupingMapper()
        .run(
            wrapper.new Context(context) {
              private long rows;

              @Override
              public boolean nextKeyValue() throws IOException, InterruptedException {
                site.reach(Place.MAP_RECORD, rows);
                boolean more = super.nextKeyValue();
                if (more) {
                  site.poison(getCurrentValue(), rows);
                  rows += getCurrentValue().size();
                }
                return more;
              }
            });
  }
}
