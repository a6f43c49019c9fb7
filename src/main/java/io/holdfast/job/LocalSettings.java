package io.holdfast.job;

import io.holdfast.config.HadoopDefaults;
import io.holdfast.config.Keys;
import io.holdfast.shuffle.LocalShuffle;
import java.util.List;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.mapreduce.MRConfig;

/**
 * Settings of a run under Hadoop's local job runner: all cores, one heap for all tasks. What the
 * user has set stays as it is; a size of splits of 0 asks for one.
 */
final class LocalSettings {
  private static final String MAP_TASKS = "mapreduce.local.map.tasks.maximum";
  private static final String REDUCE_TASKS = "mapreduce.local.reduce.tasks.maximum";
  private static final String SHUFFLE_BYTES = "mapreduce.reduce.memory.totalbytes";
  private static final String MERGE_FACTOR = "mapreduce.task.io.sort.factor";
  private static final String SORT_MB = "mapreduce.task.io.sort.mb";
  private static final String FILE_SYSTEM = "fs.file.impl";
  private static final String COMPLETION_POLL = "mapreduce.client.completion.pollinterval";
  private static final String PROGRESS_POLL = "mapreduce.client.progressmonitor.pollinterval";

  /** Hadoop's keys that a local run sets. */
  static final List<String> KEYS =
      List.of(
          MAP_TASKS,
          REDUCE_TASKS,
          MRConfig.SHUFFLE_CONSUMER_PLUGIN,
          MERGE_FACTOR,
          SORT_MB,
          SHUFFLE_BYTES,
          FILE_SYSTEM,
          COMPLETION_POLL,
          PROGRESS_POLL);

  private static final long MEBIBYTE = 1 << 20;
  private static final int SORT_MEBIBYTES = 32;

  /** Which part of a small heap the buffers of all tasks that sort may take. */
  private static final int SORT_PART = 8;

  /** A table of a megabyte makes hundreds of runs: with Hadoop's 10 they are merged three times. */
  private static final int RUNS_AT_ONCE = 64;

  /** The least and most bytes of a split: below, a task's start costs more than its work. */
  private static final long MIN_SPLIT_BYTES = 8 * MEBIBYTE;

  private static final long MAX_SPLIT_BYTES = 512 * MEBIBYTE;
  private static final int SPLITS_PER_CORE = 2;

  /** The share of the heap that the shuffles of all reduce tasks together may hold. */
  private static final double SHUFFLE_RATIO = 0.3;

  private LocalSettings() {}

  /** Says whether a configuration means the local job runner. */
  static boolean isLocal(Configuration conf) {
    return "local".equals(conf.get("mapreduce.framework.name", "local"));
  }

  /** Returns a copy with what has to be there before the first file is touched. */
  static Configuration prepare(Configuration conf) {
    Configuration copy = new Configuration(conf);
    if (isLocal(copy)) { // Hadoop keeps file systems.
      HadoopDefaults.override(copy, FILE_SYSTEM, DirectLocalFileSystem.class.getName());
    }
    return copy;
  }

  /** Fills in the settings of a run over so many bytes, with so many reduce tasks. */
  static void write(Configuration conf, long inputBytes, int reducers) {
    int cores = Runtime.getRuntime().availableProcessors();
    int reduceTasks = Math.min(cores, reducers);
    conf.set("mapreduce.framework.name", "local");
    HadoopDefaults.override(conf, MAP_TASKS, Integer.toString(cores));
    HadoopDefaults.override(conf, REDUCE_TASKS, Integer.toString(reduceTasks));
    HadoopDefaults.override(conf, Keys.MAP_TASKS_PER_JVM.name(), conf.get(MAP_TASKS));
    long split = inputBytes / ((long) cores * SPLITS_PER_CORE) + 1;
    split = Math.max(MIN_SPLIT_BYTES, Math.min(MAX_SPLIT_BYTES, split));
    if (Keys.SPLIT_BYTES.get(conf) == 0) {
      conf.set(Keys.SPLIT_BYTES.name(), Long.toString(split), HadoopDefaults.OURS);
    }
    String plugin = MRConfig.SHUFFLE_CONSUMER_PLUGIN;
    HadoopDefaults.override(conf, plugin, LocalShuffle.class.getName());
    HadoopDefaults.override(conf, MERGE_FACTOR, Integer.toString(RUNS_AT_ONCE));
    // For those who set Hadoop's own collector or shuffle.
    long shuffle = (long) (Runtime.getRuntime().maxMemory() * SHUFFLE_RATIO / reduceTasks);
    HadoopDefaults.override(conf, SHUFFLE_BYTES, Long.toString(shuffle));
    long sort = Runtime.getRuntime().maxMemory() / MEBIBYTE / SORT_PART / cores;
    sort = Math.max(1, Math.min(SORT_MEBIBYTES, sort));
    HadoopDefaults.override(conf, SORT_MB, Long.toString(sort));
    // The client looks every second or five by default, longer than a small job takes.
    HadoopDefaults.override(conf, COMPLETION_POLL, "20");
    HadoopDefaults.override(conf, PROGRESS_POLL, "20");
  }
}
