package io.holdfast.shuffle;

import io.holdfast.query.Query;
import org.apache.hadoop.conf.Configurable;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.mapreduce.Partitioner;

/**
 * Spreads groups over the reducers by {@link KeyHash}: stable across JVMs, and even for any keys,
 * unlike Hadoop's own, which takes {@code hashCode} as it comes. The values of a group go where it
 * goes. The tally and all malformed records go to the first reducer.
 */
public final class HashPartitioner extends Partitioner<GroupKey, PartialState>
    implements Configurable {
  private Configuration conf;
  private OrderedKeys ordered;

  @Override
  public void setConf(Configuration configuration) {
    conf = configuration;
    Query query = QueryConfiguration.read(configuration);
    ordered = query.orderedArguments().isEmpty() ? null : new OrderedKeys(query);
  }

  @Override
  public Configuration getConf() {
    return conf;
  }

  @Override
  public int getPartition(GroupKey key, PartialState value, int partitions) {
    if (key.isTally() || key.isBadRecord()) {
      return 0;
    }
    int length = ordered == null || key.isCost() ? key.length() : ordered.groupLength(key);
    long hash = KeyHash.hash(key.bytes(), key.start(), length);
    return (int) Math.multiplyHigh(hash >>> 1, (long) partitions << 1);
  }
}
