package io.holdfast.map;

import io.holdfast.config.MaxBad;
import io.holdfast.config.NanPolicy;
import io.holdfast.error.HoldfastException;
import io.holdfast.query.Query;
import io.holdfast.record.Batch;
import io.holdfast.record.BytesOutput;
import io.holdfast.shuffle.Cost;
import io.holdfast.shuffle.FlowCounter;
import io.holdfast.shuffle.GroupKey;
import io.holdfast.shuffle.PartialState;
import io.holdfast.shuffle.QueryConfiguration;
import io.holdfast.shuffle.Tally;
import java.io.IOException;
import java.util.concurrent.TimeUnit;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.io.NullWritable;
import org.apache.hadoop.mapreduce.MRJobConfig;
import org.apache.hadoop.mapreduce.Mapper;
import org.apache.hadoop.mapreduce.Partitioner;
import org.apache.hadoop.util.ReflectionUtils;

/**
 * The mapper: batches in, one partial state a group out. A shell around {@link PartialAggregation}.
 */
public final class GroupingMapper extends Mapper<NullWritable, Batch, GroupKey, PartialState> {
  private static final String PARTITIONER = MRJobConfig.PARTITIONER_CLASS_ATTR;

  private PartialAggregation aggregation;
  private ContextSink sink;
  private long readNs;
  private long mapNs;
  private long sendNs;

  /** As Hadoop's own, but a failed attempt sends nothing more: that would hide why it failed. */
  @Override
  public void run(Context context) throws IOException, InterruptedException {
    setup(context);
    long began = System.nanoTime();
    while (read(context)) {
      long read = System.nanoTime();
      mapNamingPlaces(context);
      long mapped = System.nanoTime();
      readNs += read - began;
      mapNs += mapped - read;
      began = mapped;
    }
    readNs += System.nanoTime() - began;
    cleanup(context);
  }

  private static boolean read(Context context) throws IOException, InterruptedException {
    try {
      return context.nextKeyValue();
    } catch (RuntimeException | StackOverflowError | LinkageError e) {
      throw HoldfastException.unexpected(context.getInputSplit().toString(), "it to be read", e);
    }
  }

  private void mapNamingPlaces(Context context) throws IOException, InterruptedException {
    Batch batch = context.getCurrentValue();
    try {
      map(context.getCurrentKey(), batch, context);
    } catch (RuntimeException | StackOverflowError | LinkageError e) {
      throw Unexpected.whileMapping(batch, QueryConfiguration.read(context.getConfiguration()), e);
    }
  }

  @Override
  protected void setup(Context context) {
    Query query = QueryConfiguration.read(context.getConfiguration());
    Configuration conf = context.getConfiguration();
    aggregation =
        new PartialAggregation(
            query, TableBudget.bytes(conf), MaxBad.read(conf), NanPolicy.read(conf));
    sink = new ContextSink(context);
  }

  @Override
  protected void map(NullWritable key, Batch batch, Context context)
      throws IOException, InterruptedException {
    if (aggregation.isFullFor(batch)) {
      count(context, FlowCounter.TABLE_FLUSHES, 1);
      long began = System.nanoTime();
      count(context, FlowCounter.STATES_OUT, aggregation.flush(sink));
      long took = System.nanoTime() - began;
      sendNs += took;
      mapNs -= took;
    }
    aggregation.add(batch, sink);
  }

  @Override
  protected void cleanup(Context context) throws IOException, InterruptedException {
    Tally tally = aggregation.tally();
    for (FlowCounter counter : Tally.COUNTERS) {
      count(context, counter, tally.get(counter));
    }
    long began = System.nanoTime();
    // Its key is the smallest: with the groups behind it all is in order.
    tally.write(sink.states());
    sink.emit(new byte[0], 0, 0);
    count(context, FlowCounter.STATES_OUT, aggregation.finish(sink));
    sendNs += System.nanoTime() - began;
    sendCost(context);
  }

  /** Sends what this attempt has cost so far: all but the end of its last run of states. */
  private void sendCost(Context context) throws IOException, InterruptedException {
    countMs(context, FlowCounter.READ_MS, readNs);
    countMs(context, FlowCounter.MAP_MS, mapNs);
    countMs(context, FlowCounter.SEND_MS, sendNs);
    long counted = aggregation.tally().get(FlowCounter.RECORDS_COUNTED);
    long hits = Math.max(0, counted - aggregation.groupsSent());
    count(context, FlowCounter.TABLE_HITS, hits);
    Cost.write(counter -> context.getCounter(counter).getValue(), sink.states());
    byte[] key = Cost.key();
    sink.emit(key, 0, key.length);
  }

  private static void countMs(Context context, FlowCounter counter, long nanoseconds) {
    count(context, counter, TimeUnit.NANOSECONDS.toMillis(nanoseconds));
  }

  private static void count(Context context, FlowCounter counter, long by) {
    context.getCounter(counter).increment(by);
  }

  /** Writes groups to the shuffle, with one key and one state object for all. */
  private static final class ContextSink implements GroupSink {
    private static final byte[] NOTHING = {};

    private final Context context;
    private final int partitions;
    private final Partitioner<GroupKey, PartialState> partitioner;
    private final GroupKey key = new GroupKey();
    private final PartialState state = new PartialState();

    ContextSink(Context context) {
      this.context = context;
      this.partitions = Math.max(1, context.getNumReduceTasks());
      // Hadoop asks none where there is one partition.
      this.partitioner = partitions == 1 ? null : partitioner(context);
    }

    @SuppressWarnings("unchecked")
    private static Partitioner<GroupKey, PartialState> partitioner(Context context) {
      try {
        return (Partitioner<GroupKey, PartialState>)
            ReflectionUtils.newInstance(context.getPartitionerClass(), context.getConfiguration());
      } catch (ClassNotFoundException e) {
        throw HoldfastException.user("[%s] expected a class, got %s", PARTITIONER, e.getMessage());
      }
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
      key.set(keys, start, length);
      int partition = partitioner.getPartition(key, state, partitions);
      if (partition < 0 || partition >= partitions) {
        throw HoldfastException.user(
            "[%s] expected partitions from 0 to %d, got %d from %s",
            PARTITIONER, partitions - 1, partition, partitioner.getClass().getName());
      }
      return partition;
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
      key.set(keys, start, length);
      context.write(key, state);
      key.set(NOTHING, 0, 0); // Else it would hold on to all keys of a table that is cleared.
    }
  }
}
