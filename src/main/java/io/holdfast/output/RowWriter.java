package io.holdfast.output;

import io.holdfast.record.Batch;
import java.io.Closeable;
import java.io.IOException;

/** Writes the rows of one part. */
interface RowWriter extends Closeable {
  /** Writes a batch's rows. */
  void write(Batch batch) throws IOException;

  /** Returns a sample of the rows' keys, where rows have keys. */
  default KeySample sample() {
    return KeySample.NONE;
  }

  /** Returns the part; to be called once, after {@link #close}. */
  Part part(String name);
}
