package io.holdfast.input;

import io.holdfast.record.Batch;
import java.io.Closeable;
import java.io.IOException;

/** Reads one range of one file. */
public interface BatchReader extends Closeable {
  /**
   * Fills a batch with the next rows; what an earlier call filled is gone then. A row that cannot
   * be read is one of them, marked by {@link Batch#markMalformed}.
   *
   * @return false when there are no more rows; the batch is then undefined
   * @throws io.holdfast.error.HoldfastException of kind DATA where it cannot be told which rows are
   *     malformed, naming the place
   */
  boolean next(Batch batch) throws IOException;

  /** Returns the share of the range that has been read, 0 to 1. */
  float progress();
}
