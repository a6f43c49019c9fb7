package io.holdfast.map;

import io.holdfast.error.HoldfastException;
import io.holdfast.record.BytesOutput;
import io.holdfast.shuffle.FileKeys;
import io.holdfast.shuffle.GroupKey;
import io.holdfast.shuffle.PartialState;
import java.io.IOException;
import org.apache.hadoop.mapreduce.MRJobConfig;
import org.apache.hadoop.mapreduce.Partitioner;
import org.apache.hadoop.mapreduce.TaskAttemptContext;
import org.apache.hadoop.mapreduce.TaskInputOutputContext;
import org.apache.hadoop.util.ReflectionUtils;

/** Writes groups to the shuffle, with one key and one state object for all. */
final class ContextSink implements GroupSink {
  private static final String PARTITIONER = MRJobConfig.PARTITIONER_CLASS_ATTR;
  private static final byte[] NOTHING = {};

  private final TaskInputOutputContext<?, ?, GroupKey, PartialState> context;
  private final int partitions;
  private final Partitioner<GroupKey, PartialState> partitioner;
  private final GroupKey key = new GroupKey();
  private final PartialState state = new PartialState();
  private final BytesOutput ofFile = new BytesOutput();

  /** Null where states of all files are mixed. */
  private FileKeys layout;

  private long file;

  ContextSink(TaskInputOutputContext<?, ?, GroupKey, PartialState> context) {
    this.context = context;
    this.partitions = Math.max(1, context.getNumReduceTasks());
    // Hadoop asks none where there is one partition.
    this.partitioner = partitions == 1 ? null : partitioner(context);
  }

  @SuppressWarnings("unchecked")
  private static Partitioner<GroupKey, PartialState> partitioner(TaskAttemptContext context) {
    try {
      return (Partitioner<GroupKey, PartialState>)
          ReflectionUtils.newInstance(context.getPartitionerClass(), context.getConfiguration());
    } catch (ClassNotFoundException e) {
      throw HoldfastException.user("[%s] expected a class, got %s", PARTITIONER, e.getMessage());
    }
  }

  /** From now on keys are those of a file. */
  void ofFile(FileKeys keys, long id) {
    layout = keys;
    file = id;
  }

  @Override
  public int partitions() {
    return partitions;
  }

  @Override
  public int partition(byte[] keys, int start, int length) {
    if (partitions == 1) {
      return 0;
    }
    set(keys, start, length);
    int partition = partitioner.getPartition(key, state, partitions);
    if (partition < 0 || partition >= partitions) {
      throw HoldfastException.user(
          "[%s] expected partitions from 0 to %d, got %d from %s",
          PARTITIONER, partitions - 1, partition, partitioner.getClass().getName());
    }
    return partition;
  }

  private void set(byte[] keys, int start, int length) {
    if (layout != null) {
      ofFile.clear();
      layout.append(keys, start, length, file, ofFile);
      key.set(ofFile.bytes(), 0, ofFile.length());
    } else {
      key.set(keys, start, length);
    }
  }

  @Override
  public void beat() {
    context.progress();
  }

  @Override
  public BytesOutput states() {
    return state.begin();
  }

  @Override
  public void emit(byte[] keys, int start, int length) throws IOException, InterruptedException {
    set(keys, start, length);
    context.write(key, state);
    key.set(NOTHING, 0, 0); // Else it would hold on to all keys of a table that is cleared.
  }
}
