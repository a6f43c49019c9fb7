package io.holdfast.input;

import io.holdfast.record.Batch;
import java.io.Closeable;
import java.io.IOException;

/** A file of which some rows are read here, and some there. */
public interface SampledFile extends Closeable {
  /**
   * Goes to the rows that lie about in a range of the file's bytes: of ranges that cover a file,
   * each once, every row is in one. A file that is not splittable has but one range.
   */
  void goTo(long start, long length) throws IOException;

  /** Fills a batch with the next rows of the range, as {@link BatchReader#next} does. */
  boolean next(Batch batch) throws IOException;
}
