package io.holdfast.shuffle;

import java.io.IOException;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.mapred.JobConf;
import org.apache.hadoop.mapred.MapOutputCollector;
import org.apache.hadoop.mapred.Reporter;
import org.apache.hadoop.mapred.TaskStatus;
import org.apache.hadoop.mapreduce.MRJobConfig;
import org.apache.hadoop.mapreduce.TaskCounter;

/**
 * Writes what a mapper sends straight to disk, in place of Hadoop's sort buffer ({@link
 * MapOutputCollector}). A mapper that sends a table of groups sorts it first, by numbers, so here
 * its records come in the order of partitions and keys: as long as they do they make one run, which
 * is the map output as it is. Where the order falls back a new run begins, and all are merged at
 * the end. Any order is right; only the number of runs depends on it.
 */
public final class RunCollector implements MapOutputCollector<GroupKey, PartialState> {
  private Context context;
  private MapRuns runs;
  private RunWriter run;
  private int partitions;
  private int lastPartition;
  private byte[] lastKey = new byte[Long.SIZE];
  private int lastLength;
  private long records;
  private long bytes;
  private boolean flushed;

  /** Says whether a job has this collector, or Hadoop's with its sort buffer. */
  public static boolean isUsed(Configuration conf) {
    return RunCollector.class
        .getName()
        .equals(conf.get(MRJobConfig.MAP_OUTPUT_COLLECTOR_CLASS_ATTR));
  }

  @Override
  public void init(Context context) throws IOException, ClassNotFoundException {
    JobConf conf = context.getJobConf();
    this.context = context;
    partitions = conf.getNumReduceTasks();
    runs = new MapRuns(context.getMapTask(), conf, context.getReporter());
  }

  @Override
  public void collect(GroupKey key, PartialState state, int wanted) throws IOException {
    // The cost comes last: wherever a partitioner wants it, it must not make a run of its own.
    int partition = key.isCost() ? partitions - 1 : wanted;
    if (partition < 0 || partition >= partitions) {
      throw new IOException("Illegal partition for " + key + " (" + partition + ")");
    }
    if (run == null) {
      run = runs.begin();
    } else if (isBehindLast(key, partition)) {
      context.getReporter().getCounter(FlowCounter.SPILLED_BYTES).increment(runs.end(run));
      run = runs.begin();
    }
    bytes += run.append(partition, key, state);
    records++;
    remember(key, partition);
  }

  private boolean isBehindLast(GroupKey key, int partition) {
    return partition == lastPartition
        ? key.compareTo(lastKey, lastLength) < 0
        : partition < lastPartition;
  }

  private void remember(GroupKey key, int partition) {
    lastPartition = partition;
    lastLength = key.length();
    if (lastKey.length < lastLength) {
      lastKey = new byte[lastLength];
    }
    System.arraycopy(key.bytes(), key.start(), lastKey, 0, lastLength);
  }

  /**
   * Makes the runs the map output. Hadoop calls this for a mapper that has failed too, which still
   * is in its map phase, and once more where this fails: then there is nothing to do.
   */
  @Override
  public void flush() throws IOException, InterruptedException, ClassNotFoundException {
    if (flushed || context.getMapTask().getPhase() != TaskStatus.Phase.SORT) {
      return;
    }
    flushed = true;
    if (run != null) {
      runs.end(run);
      run = null;
    }
    count(TaskCounter.MAP_OUTPUT_RECORDS, records);
    count(TaskCounter.MAP_OUTPUT_BYTES, bytes);
    count(TaskCounter.MAP_OUTPUT_MATERIALIZED_BYTES, runs.publish());
    context.getMapTask().getSortPhase().complete();
  }

  private void count(TaskCounter counter, long by) {
    Reporter reporter = context.getReporter();
    reporter.getCounter(counter).increment(by);
  }

  /** Closes a run that was not ended: its mapper has failed. */
  @Override
  public void close() throws IOException {
    if (run != null) {
      run.abandon();
    }
  }
}
