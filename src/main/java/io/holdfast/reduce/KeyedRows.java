package io.holdfast.reduce;

import io.holdfast.query.Query;
import io.holdfast.record.Batch;
import io.holdfast.record.BytesOutput;
import io.holdfast.record.BytesVector;
import io.holdfast.shuffle.RowKeyEncoder;
import java.io.IOException;

/**
 * Makes of result rows the keys that another stage puts in order: of the first ones alone where the
 * query has a limit and they fit in memory, else of all.
 */
final class KeyedRows implements RowSink {
  /** What a limit's rows may take, however small the heap of a reduce task is. */
  private static final long TOP_BYTES = 16 << 20;

  private static final int MAX_BATCH_BYTES = 8 << 20;

  private final RowKeyEncoder encoder;
  private final RowSink sink;
  private final Batch keys = new Batch(RowKeyEncoder.SCHEMA);
  private final BytesVector column = (BytesVector) keys.column(0);
  private final BytesOutput key = new BytesOutput();
  private TopKeys top;

  /**
   * @param query bound, with an order or a limit
   * @param sink takes batches of {@link RowKeyEncoder#SCHEMA}
   */
  KeyedRows(Query query, RowSink sink) {
    this.encoder = new RowKeyEncoder(query);
    this.sink = sink;
    this.top = query.limit().isPresent() ? new TopKeys(query.limit().getAsLong(), TOP_BYTES) : null;
  }

  @Override
  public void write(Batch rows) throws IOException, InterruptedException {
    encoder.begin(rows);
    for (int row = 0; row < rows.size(); row++) {
      key.clear();
      encoder.encode(row, key);
      if (top == null) {
        append(key.bytes(), key.length());
      } else {
        top.offer(key);
        if (top.isFull()) {
          drain();
          top = null;
        }
      }
    }
  }

  @Override
  public void end() throws IOException, InterruptedException {
    if (top != null) {
      drain();
    }
    flush();
  }

  private void drain() throws IOException, InterruptedException {
    for (byte[] kept : top.drain()) {
      append(kept, kept.length);
    }
  }

  private void append(byte[] bytes, int length) throws IOException, InterruptedException {
    column.append(keys.size(), bytes, 0, length);
    keys.setSize(keys.size() + 1);
    if (keys.size() == Batch.MAX_ROWS || column.appendedBytes() > MAX_BATCH_BYTES) {
      flush();
    }
  }

  private void flush() throws IOException, InterruptedException {
    if (keys.size() > 0) {
      sink.write(keys);
      keys.clear();
    }
  }
}
