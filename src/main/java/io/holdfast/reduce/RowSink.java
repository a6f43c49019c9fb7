package io.holdfast.reduce;

import io.holdfast.record.Batch;
import java.io.IOException;

/** Takes batches of rows, which their owner fills again after each call. */
interface RowSink {
  void write(Batch rows) throws IOException, InterruptedException;

  /** Passes on what was kept back. */
  default void end() throws IOException, InterruptedException {}
}
