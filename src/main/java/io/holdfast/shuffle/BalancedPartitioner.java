package io.holdfast.shuffle;

import org.apache.hadoop.conf.Configurable;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.mapreduce.Partitioner;

/**
 * Gives reducers about as many keys each, by a {@link Placement} that a sample has led to; groups
 * that it does not name go where {@link HashPartitioner} sends them.
 */
public final class BalancedPartitioner extends Partitioner<GroupKey, PartialState>
    implements Configurable {
  private final HashPartitioner spread = new HashPartitioner();
  private Placement placement = Placement.NONE;

  @Override
  public void setConf(Configuration conf) {
    spread.setConf(conf);
    placement = Placement.read(conf);
  }

  @Override
  public Configuration getConf() {
    return spread.getConf();
  }

  @Override
  public int getPartition(GroupKey key, PartialState value, int partitions) {
    int reducer = placement.reducer(key);
    // A wave of many may have fewer reducers than the run.
    return reducer == Placement.SPREAD
        ? spread.getPartition(key, value, partitions)
        : reducer % partitions;
  }
}
