package io.holdfast.config;

import java.util.List;

/** Every setting of this program that is not a command's option. */
public final class Keys {
  /** See {@link Key#meaning()}. */
  public static final Key<Long> SPLIT_BYTES =
      new Key<>(
          "holdfast.input.split-bytes",
          0L,
          0L,
          Long.MAX_VALUE,
          "How many bytes of input one map task works on; small files are packed together up to it."
              + " 0 chooses: the file system's block size on a cluster, two tasks a core in a local"
              + " run. More tasks balance better, fewer send less through the shuffle.");

  /** See {@link Key#meaning()}. */
  public static final Key<Long> WORD_LIMIT_BYTES =
      new Key<>(
          "holdfast.input.word-limit-bytes",
          16L << 20,
          16L,
          512L << 20,
          "The longest word that is counted, in bytes; a longer one is a malformed record."
              + " The memory of a map task grows with the longest word up to it.");

  /** See {@link Key#meaning()}. */
  public static final Key<Long> MAP_TABLE_BYTES =
      new Key<>(
          "holdfast.map.table-bytes",
          0L,
          0L,
          Long.MAX_VALUE,
          "How much heap, in bytes, a map task's table of groups may take before it is emptied into"
              + " the shuffle. 0 takes holdfast.map.table-ratio of the heap.");

  /** See {@link Key#meaning()}. */
  public static final Key<Double> MAP_TABLE_RATIO =
      new Key<>(
          "holdfast.map.table-ratio",
          0.5,
          0.01,
          0.8,
          "The share of a map task's heap for its table of groups, the room to grow and to be"
              + " sorted included. A larger share empties the table less often.");

  /** See {@link Key#meaning()}. */
  public static final Key<Long> MAP_TASKS_PER_JVM =
      new Key<>(
          "holdfast.map.tasks-per-jvm",
          1L,
          1L,
          1024L,
          "How many map tasks share one heap: 1 on a cluster; set by the program in a local run.");

  /** See {@link Key#meaning()}. */
  public static final Key<Long> WAVE_BYTES =
      new Key<>(
          "holdfast.job.wave-bytes",
          0L,
          0L,
          Long.MAX_VALUE,
          "How many bytes of input a run works on before it keeps what it has: a larger input is"
              + " worked in waves, each a stage that --if-exists resume need not run again. 0"
              + " chooses what a cluster's cores read in about half an hour, at 50 MB/s each, and"
              + " at least 64 GB. Smaller waves lose less when a cluster is lost, and cost more.");

  private static final List<Key<?>> ALL =
      List.of(
          WAVE_BYTES,
          SPLIT_BYTES,
          WORD_LIMIT_BYTES,
          MAP_TABLE_BYTES,
          MAP_TABLE_RATIO,
          MAP_TASKS_PER_JVM);

  private Keys() {}

  /** Returns all settings, in the order of the flow. */
  public static List<Key<?>> all() {
    return ALL;
  }
}
