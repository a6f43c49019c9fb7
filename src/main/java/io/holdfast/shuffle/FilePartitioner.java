package io.holdfast.shuffle;

import org.apache.hadoop.mapreduce.Partitioner;

/**
 * Spreads keys that have a file's number behind them ({@link FileKeys}) by all of their bytes.
 * {@link HashPartitioner} would look for a group in them; and it need not keep groups together,
 * since whoever reads the states of files groups them anew.
 */
public final class FilePartitioner extends Partitioner<GroupKey, PartialState> {
  @Override
  public int getPartition(GroupKey key, PartialState value, int partitions) {
    long hash = KeyHash.hash(key.bytes(), key.start(), key.length());
    return (int) Math.multiplyHigh(hash >>> 1, (long) partitions << 1);
  }
}
