package io.holdfast.reduce;

import io.holdfast.config.MaxBad;
import io.holdfast.error.HoldfastException;
import io.holdfast.query.Query;
import io.holdfast.record.Batch;
import io.holdfast.shuffle.Cost;
import io.holdfast.shuffle.FlowCounter;
import io.holdfast.shuffle.GroupKey;
import io.holdfast.shuffle.PartialState;
import io.holdfast.shuffle.QueryConfiguration;
import io.holdfast.shuffle.Tally;
import java.io.IOException;
import java.util.concurrent.TimeUnit;
import org.apache.hadoop.io.NullWritable;
import org.apache.hadoop.mapreduce.Reducer;

/**
 * The reducer: partial states in, batches of rows out, or of their keys where another stage puts
 * them in order. A shell around {@link FinalAggregation}.
 */
public final class MergingReducer extends Reducer<GroupKey, PartialState, NullWritable, Batch> {
  private FinalAggregation aggregation;
  private RowSink rows;
  private BadRecords badRecords;

  /** As Hadoop's own, but a failed attempt writes nothing more: that would hide why it failed. */
  @Override
  public void run(Context context) throws IOException, InterruptedException {
    long began = System.nanoTime();
    setup(context);
    while (context.nextKey()) {
      reduce(context.getCurrentKey(), context.getValues(), context);
    }
    cleanup(context);
    long tookMs = TimeUnit.NANOSECONDS.toMillis(System.nanoTime() - began);
    context.getCounter(FlowCounter.REDUCE_MS).increment(tookMs);
  }

  @Override
  protected void setup(Context context) {
    Query query = QueryConfiguration.read(context.getConfiguration());
    aggregation = new FinalAggregation(query);
    rows =
        batch -> {
          context.write(NullWritable.get(), batch);
          context.getCounter(FlowCounter.ROWS_OUT).increment(batch.size());
        };
    if (query.isOrdered()) {
      rows = new KeyedRows(query, rows);
    }
    badRecords = new BadRecords(context);
  }

  @Override
  protected void reduce(GroupKey key, Iterable<PartialState> states, Context context)
      throws IOException, InterruptedException {
    if (key.isTally()) {
      take(Tally.mergeAll(states), context);
      return;
    }
    if (key.isBadRecord()) {
      badRecords.add(key, states);
      return;
    }
    if (key.isCost()) {
      states.forEach(cost -> Cost.read(cost, (counter, by) -> arrived(context, counter, by)));
      return;
    }
    if (aggregation.isOfGroup(key)) {
      endGroup(context);
      if (aggregation.isFull()) {
        write();
      }
    }
    addNamingGroup(key, states);
  }

  private void addNamingGroup(GroupKey key, Iterable<PartialState> states) {
    try {
      aggregation.add(key, states);
    } catch (RuntimeException | StackOverflowError | LinkageError e) {
      throw HoldfastException.unexpected(
          "group " + aggregation.name(key), "its states to be merged", e);
    }
  }

  private void endGroup(Context context) {
    try {
      if (aggregation.endGroup()) {
        context.getCounter(FlowCounter.GROUPS).increment(1);
      }
    } catch (RuntimeException | StackOverflowError | LinkageError e) {
      throw HoldfastException.unexpected("group " + aggregation.openName(), "all of its values", e);
    }
  }

  /** The tally comes first, so a job with too many malformed records ends before its groups. */
  private static void take(Tally tally, Context context) {
    tally.require(MaxBad.read(context.getConfiguration()));
    for (FlowCounter counter : Tally.COUNTERS) {
      arrived(context, counter, tally.get(counter));
    }
  }

  private static void arrived(Context context, FlowCounter counter, long by) {
    context.getCounter(FlowCounter.ARRIVED, counter.name()).increment(by);
  }

  @Override
  protected void cleanup(Context context) throws IOException, InterruptedException {
    endGroup(context);
    write();
    rows.end();
    badRecords.write();
  }

  private void write() throws IOException, InterruptedException {
    Batch result = aggregation.result();
    if (result.size() > 0) {
      rows.write(result);
    }
    aggregation.clear();
  }
}
