package io.holdfast.shuffle;

import java.util.Arrays;
import java.util.Base64;
import java.util.List;
import org.apache.hadoop.conf.Configurable;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.io.BytesWritable;
import org.apache.hadoop.io.NullWritable;
import org.apache.hadoop.mapreduce.Partitioner;

/**
 * Gives each reducer a range of keys, so that the parts one behind the other are in order. Hadoop's
 * {@code TotalOrderPartitioner} insists on as many ranges as there are reducers; here the last
 * reducers get nothing where there are fewer.
 */
public final class RangePartitioner extends Partitioner<BytesWritable, NullWritable>
    implements Configurable {
  private static final String KEY = "holdfast.shuffle.boundaries";

  private Configuration conf;
  private byte[][] boundaries = {};

  /** Puts the first key of each range but the first into a job's configuration, in their order. */
  public static void write(Configuration conf, List<byte[]> boundaries) {
    Base64.Encoder encoder = Base64.getEncoder();
    conf.setStrings(KEY, boundaries.stream().map(encoder::encodeToString).toArray(String[]::new));
  }

  @Override
  public void setConf(Configuration configuration) {
    conf = configuration;
    Base64.Decoder decoder = Base64.getDecoder();
    boundaries =
        Arrays.stream(conf.getStrings(KEY, new String[0]))
            .map(decoder::decode)
            .toArray(byte[][]::new);
  }

  @Override
  public Configuration getConf() {
    return conf;
  }

  @Override
  public int getPartition(BytesWritable key, NullWritable value, int partitions) {
    int low = 0;
    int high = boundaries.length;
    while (low < high) {
      int middle = (low + high) >>> 1;
      byte[] boundary = boundaries[middle];
      boolean below =
          Arrays.compareUnsigned(key.getBytes(), 0, key.getLength(), boundary, 0, boundary.length)
              < 0;
      if (below) {
        high = middle;
      } else {
        low = middle + 1;
      }
    }
    return low;
  }
}
