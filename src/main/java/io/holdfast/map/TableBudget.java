package io.holdfast.map;

import io.holdfast.config.Keys;
import io.holdfast.shuffle.RunCollector;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.mapreduce.MRJobConfig;

/** How much heap a mapper's table may take. */
final class TableBudget {
  private static final long MEBIBYTE = 1 << 20;

  private TableBudget() {}

  /**
   * Returns the setting, or what it stands for when it is 0: a share of the heap, less the sort
   * buffer where there is one, divided by the number of map tasks in this JVM.
   */
  static long bytes(Configuration conf) {
    long set = Keys.MAP_TABLE_BYTES.get(conf);
    if (set > 0) {
      return set;
    }
    long tasks = Keys.MAP_TASKS_PER_JVM.get(conf);
    boolean sorts = !RunCollector.isUsed(conf);
    long sortBuffer = sorts ? conf.getInt(MRJobConfig.IO_SORT_MB, 100) * MEBIBYTE : 0;
    long share = Runtime.getRuntime().maxMemory() / tasks - sortBuffer;
    return Math.max(MEBIBYTE, (long) (share * Keys.MAP_TABLE_RATIO.get(conf)));
  }
}
