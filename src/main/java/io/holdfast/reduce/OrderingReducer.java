package io.holdfast.reduce;

import io.holdfast.query.Query;
import io.holdfast.record.Batch;
import io.holdfast.shuffle.FlowCounter;
import io.holdfast.shuffle.QueryConfiguration;
import io.holdfast.shuffle.RowKeyDecoder;
import java.io.IOException;
import java.util.concurrent.TimeUnit;
import org.apache.hadoop.io.BytesWritable;
import org.apache.hadoop.io.NullWritable;
import org.apache.hadoop.mapreduce.Reducer;

/**
 * The reducer of the stage that orders: keys of {@link io.holdfast.shuffle.RowKeyEncoder} in, the
 * rows that they hold out, up to the query's limit. Where a row comes more than once, so does its
 * key.
 */
public final class OrderingReducer
    extends Reducer<BytesWritable, NullWritable, NullWritable, Batch> {
  private Batch rows;
  private RowKeyDecoder decoder;
  private long left;

  @Override
  public void run(Context context) throws IOException, InterruptedException {
    long began = System.nanoTime();
    setup(context);
    while (left > 0 && context.nextKey()) {
      reduce(context.getCurrentKey(), context.getValues(), context);
    }
    write(context);
    long tookMs = TimeUnit.NANOSECONDS.toMillis(System.nanoTime() - began);
    context.getCounter(FlowCounter.REDUCE_MS).increment(tookMs);
  }

  @Override
  protected void setup(Context context) {
    Query query = QueryConfiguration.read(context.getConfiguration());
    rows = new Batch(query.result());
    decoder = new RowKeyDecoder(rows);
    left = query.limit().orElse(Long.MAX_VALUE);
  }

  @Override
  protected void reduce(BytesWritable key, Iterable<NullWritable> times, Context context)
      throws IOException, InterruptedException {
    for (NullWritable time : times) {
      if (left == 0) {
        return;
      }
      decoder.decode(key.getBytes(), key.getLength(), rows.size());
      rows.setSize(rows.size() + 1);
      left--;
      if (FinalAggregation.isFull(rows)) {
        write(context);
      }
    }
  }

  private void write(Context context) throws IOException, InterruptedException {
    if (rows.size() > 0) {
      context.write(NullWritable.get(), rows);
      context.getCounter(FlowCounter.ROWS_OUT).increment(rows.size());
      rows.clear();
    }
  }
}
