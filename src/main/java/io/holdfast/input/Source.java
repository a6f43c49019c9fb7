package io.holdfast.input;

import io.holdfast.record.Pulse;
import io.holdfast.record.Schema;
import java.io.IOException;
import org.apache.hadoop.fs.Path;

/** A kind of input: what columns it has, and how a range of a file is opened. */
public interface Source {
  /** Returns the columns that the batches have. */
  Schema schema();

  /** Says whether ranges of a file can be read apart from each other. */
  boolean isSplittable(Path path);

  /**
   * Opens a range.
   *
   * @param pulse called for each piece of a file that arrives, and of what it decodes to
   */
  BatchReader open(FileRange range, Pulse pulse) throws IOException;

  /**
   * Opens a file for a sample of its rows.
   *
   * @param pulse as for a range
   */
  default SampledFile openForSample(Path path, Pulse pulse) throws IOException {
    return new ReopenedFile(path, range -> open(range, pulse));
  }
}
