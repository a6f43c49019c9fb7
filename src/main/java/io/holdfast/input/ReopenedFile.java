package io.holdfast.input;

import io.holdfast.record.Batch;
import java.io.IOException;
import org.apache.hadoop.fs.Path;

/** Opens a file anew for each range: for formats of which that costs nothing. */
public final class ReopenedFile implements SampledFile {
  private final Path path;
  private final Opener opener;
  private BatchReader reader;

  /** Opens a range. */
  @FunctionalInterface
  public interface Opener {
    BatchReader open(FileRange range) throws IOException;
  }

  public ReopenedFile(Path path, Opener opener) {
    this.path = path;
    this.opener = opener;
  }

  @Override
  public void goTo(long start, long length) throws IOException {
    close();
    reader = opener.open(new FileRange(path, start, length));
  }

  @Override
  public boolean next(Batch batch) throws IOException {
    return reader.next(batch);
  }

  @Override
  public void close() throws IOException {
    if (reader != null) {
      reader.close();
      reader = null;
    }
  }
}
