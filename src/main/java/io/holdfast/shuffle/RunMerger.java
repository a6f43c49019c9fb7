package io.holdfast.shuffle;

import io.holdfast.shuffle.MapRuns.Run;
import java.io.IOException;
import java.util.List;
import org.apache.hadoop.fs.FileSystem;
import org.apache.hadoop.io.compress.CompressionCodec;
import org.apache.hadoop.mapred.JobConf;
import org.apache.hadoop.mapred.MapTask;
import org.apache.hadoop.mapred.RawKeyValueIterator;
import org.apache.hadoop.mapred.Task.TaskReporter;
import org.apache.hadoop.mapreduce.Counter;
import org.apache.hadoop.mapreduce.MRJobConfig;
import org.apache.hadoop.mapreduce.RecordWriter;
import org.apache.hadoop.mapreduce.Reducer;
import org.apache.hadoop.mapreduce.TaskAttemptContext;
import org.apache.hadoop.mapreduce.TaskCounter;
import org.apache.hadoop.mapreduce.lib.reduce.WrappedReducer;
import org.apache.hadoop.mapreduce.task.ReduceContextImpl;
import org.apache.hadoop.util.ReflectionUtils;

/** Merges the runs of a map attempt into one, through the job's combiner. */
final class RunMerger {
  /** Hadoop's default of the setting. */
  private static final int LEAST_TO_COMBINE = 3;

  private final MapTask task;
  private final JobConf conf;
  private final FileSystem fs;
  private final CompressionCodec codec;
  private final TaskReporter reporter;

  RunMerger(
      MapTask task, JobConf conf, FileSystem fs, CompressionCodec codec, TaskReporter reporter) {
    this.task = task;
    this.conf = conf;
    this.fs = fs;
    this.codec = codec;
    this.reporter = reporter;
  }

  /** Merges runs, which stay as they are. */
  void merge(List<Run> runs, RunWriter out) throws IOException, InterruptedException {
    boolean combines =
        conf.get(MRJobConfig.COMBINE_CLASS_ATTR) != null
            && runs.size() >= conf.getInt(MRJobConfig.MAP_COMBINE_MIN_SPILLS, LEAST_TO_COMBINE);
    int partitions = conf.getNumReduceTasks();
    task.getSortPhase().addPhases(partitions);
    for (int partition = 0; partition < partitions; partition++) {
      RawKeyValueIterator merged = merged(runs, partition);
      try {
        if (combines) {
          combine(merged, partition, out);
        } else {
          while (merged.next()) {
            out.append(partition, merged.getKey(), merged.getValue());
          }
        }
      } finally {
        merged.close();
      }
      task.getSortPhase().startNextPhase();
    }
  }

  private RawKeyValueIterator merged(List<Run> runs, int partition) throws IOException {
    RunSegments segments = new RunSegments(conf, fs, codec);
    for (Run run : runs) {
      segments.add(run.file(), run.index().getIndex(partition));
    }
    return segments.merge(
        task.getTaskID(),
        reporter.getCounter(TaskCounter.SPILLED_RECORDS),
        task.getSortPhase().phase(),
        reporter);
  }

  /** Does what Hadoop's own collector does with the combiner. */
  @SuppressWarnings("unchecked")
  private void combine(RawKeyValueIterator merged, int partition, RunWriter out)
      throws IOException, InterruptedException {
    Reducer<GroupKey, PartialState, GroupKey, PartialState> combiner =
        ReflectionUtils.newInstance(
            (Class<? extends Reducer<GroupKey, PartialState, GroupKey, PartialState>>)
                conf.getClass(MRJobConfig.COMBINE_CLASS_ATTR, null, Reducer.class),
            conf);
    combiner.run(
        new WrappedReducer<GroupKey, PartialState, GroupKey, PartialState>()
            .getReducerContext(
                new ReduceContextImpl<>(
                    conf,
                    task.getTaskID(),
                    merged,
                    null,
                    reporter.getCounter(TaskCounter.COMBINE_INPUT_RECORDS),
                    new CombinedWriter(
                        partition, out, reporter.getCounter(TaskCounter.COMBINE_OUTPUT_RECORDS)),
                    null,
                    reporter,
                    new GroupKey.Comparator(),
                    GroupKey.class,
                    PartialState.class)));
  }

  /** Takes what the combiner writes for one partition. */
  private static final class CombinedWriter extends RecordWriter<GroupKey, PartialState> {
    private final int partition;
    private final RunWriter out;
    private final Counter written;

    CombinedWriter(int partition, RunWriter out, Counter written) {
      this.partition = partition;
      this.out = out;
      this.written = written;
    }

    @Override
    public void write(GroupKey key, PartialState state) throws IOException {
      out.append(partition, key, state);
      written.increment(1);
    }

    @Override
    public void close(TaskAttemptContext context) {}
  }
}
