package io.holdfast.shuffle;

import org.apache.hadoop.mapreduce.Partitioner;

/**
 * Spreads keys over the reducers by {@link KeyHash}: stable across JVMs, and even for any keys,
 * unlike Hadoop's own, which takes {@code hashCode} as it comes. The tally and all malformed
 * records go to the first reducer.
 */
public final class HashPartitioner extends Partitioner<GroupKey, PartialState> {
  @Override
  public int getPartition(GroupKey key, PartialState value, int partitions) {
    if (key.isTally() || key.isBadRecord()) {
      return 0;
    }
    long hash = KeyHash.hash(key.bytes(), key.start(), key.length());
    return (int) Math.multiplyHigh(hash >>> 1, (long) partitions << 1);
  }
}
