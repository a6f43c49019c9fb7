package io.holdfast.shuffle;

import org.apache.hadoop.conf.Configurable;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.mapreduce.Partitioner;

/**
 * Spreads keys that have a file's number behind them ({@link FileKeys}) by all of their bytes; the
 * tallies, which a mapper sends first, go to the first reducer. {@link HashPartitioner} would look
 * for a group in them; and it need not keep groups together, since whoever reads the states of
 * files groups them anew.
 */
public final class FilePartitioner extends Partitioner<GroupKey, PartialState>
    implements Configurable {
  private Configuration conf;
  private FileKeys layout;

  @Override
  public void setConf(Configuration configuration) {
    conf = configuration;
    layout = new FileKeys(QueryConfiguration.read(conf));
  }

  @Override
  public Configuration getConf() {
    return conf;
  }

  @Override
  public int getPartition(GroupKey key, PartialState value, int partitions) {
    if (layout.isTally(key)) {
      return 0;
    }
    long hash = KeyHash.hash(key.bytes(), key.start(), key.length());
    return (int) Math.multiplyHigh(hash >>> 1, (long) partitions << 1);
  }
}
