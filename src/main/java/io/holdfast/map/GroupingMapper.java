package io.holdfast.map;

import io.holdfast.config.MaxBad;
import io.holdfast.config.NanPolicy;
import io.holdfast.error.HoldfastException;
import io.holdfast.query.Query;
import io.holdfast.record.Batch;
import io.holdfast.shuffle.Cost;
import io.holdfast.shuffle.FileKeys;
import io.holdfast.shuffle.FlowCounter;
import io.holdfast.shuffle.GroupKey;
import io.holdfast.shuffle.PartialState;
import io.holdfast.shuffle.QueryConfiguration;
import io.holdfast.shuffle.Tally;
import java.io.IOException;
import java.util.concurrent.TimeUnit;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.io.NullWritable;
import org.apache.hadoop.mapreduce.Mapper;

/**
 * The mapper: batches in, one partial state a group out. A shell around {@link PartialAggregation}.
 */
public final class GroupingMapper extends Mapper<NullWritable, Batch, GroupKey, PartialState> {
  private PartialAggregation aggregation;
  private ContextSink sink;
  private long counted;

  /** Null where states of all files are mixed. */
  private String generation;

  private FileKeys layout;
  private boolean hasNoKeys;

  /** The one that the open states are of, where files are kept apart. */
  private String file;

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
    Configuration conf = context.getConfiguration();
    Query query = QueryConfiguration.read(conf);
    aggregation =
        new PartialAggregation(
            query, TableBudget.bytes(conf), MaxBad.read(conf), NanPolicy.read(conf));
    sink = new ContextSink(context);
    generation = FileKeys.generation(conf);
    if (generation != null) {
      layout = new FileKeys(query);
      hasNoKeys = query.keys().isEmpty();
      sink.ofFile(layout, FileKeys.id(generation, ""));
    }
  }

  @Override
  protected void map(NullWritable key, Batch batch, Context context)
      throws IOException, InterruptedException {
    if (generation != null && batch.size() > 0) {
      turnTo(batch.place(0).file(), context);
    }
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

  private void turnTo(String next, Context context) throws IOException, InterruptedException {
    if (!next.equals(file)) {
      long before = sendNs;
      endFile(context);
      mapNs -= sendNs - before;
      file = next;
      sink.ofFile(layout, FileKeys.id(generation, file));
    }
  }

  private void endFile(Context context) throws IOException, InterruptedException {
    if (file != null) {
      finish(context);
      sink.ofFile(layout, FileKeys.id(generation, ""));
    }
  }

  @Override
  protected void cleanup(Context context) throws IOException, InterruptedException {
    boolean ofNone = file == null || hasNoKeys; // A query without keys has a row of no file too.
    endFile(context);
    if (ofNone) {
      finish(context);
    }
    sendCost(context);
  }

  private void finish(Context context) throws IOException, InterruptedException {
    Tally tally = aggregation.tally();
    for (FlowCounter counter : Tally.COUNTERS) {
      count(context, counter, tally.get(counter));
    }
    long began = System.nanoTime();
    // Its key is the smallest: with the groups behind it all is in order, unless files are apart.
    tally.write(sink.states());
    sink.emit(new byte[0], 0, 0);
    count(context, FlowCounter.STATES_OUT, aggregation.finish(sink));
    sendNs += System.nanoTime() - began;
    counted += tally.get(FlowCounter.RECORDS_COUNTED);
    tally.clear();
  }

  /** Sends what this attempt has cost so far: all but the end of its last run of states. */
  private void sendCost(Context context) throws IOException, InterruptedException {
    countMs(context, FlowCounter.READ_MS, readNs);
    countMs(context, FlowCounter.MAP_MS, mapNs);
    countMs(context, FlowCounter.SEND_MS, sendNs);
    count(context, FlowCounter.TABLE_HITS, Math.max(0, counted - aggregation.groupsSent()));
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
}
