package io.holdfast.job;

import io.holdfast.config.Keys;
import java.io.IOException;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.fs.Path;

/** How much of an earlier stage's output a map task reads. */
final class SplitSize {
  private SplitSize() {}

  /** Returns the setting, or the block size where it leaves the choice. */
  static long bytes(Configuration conf, Path place) throws IOException {
    long set = Keys.SPLIT_BYTES.get(conf);
    return set > 0 ? set : place.getFileSystem(conf).getDefaultBlockSize(place);
  }
}
