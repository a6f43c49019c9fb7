package io.holdfast.input.split;

import io.holdfast.input.BatchReader;
import io.holdfast.input.FileRange;
import io.holdfast.input.Source;
import io.holdfast.record.Batch;
import io.holdfast.record.BytesVector;
import io.holdfast.record.Pulse;
import java.io.IOException;
import java.util.List;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.fs.FileStatus;

/**
 * Reads a little of an input, at places that are spread evenly over it; from each on, also into the
 * files that follow, until there is enough. Which rows these are depends on the files alone.
 */
public final class InputSample {
  /** How many bytes of rows a place gives at most, and how many rows. */
  private static final long BYTES_OF_A_PLACE = 4 << 20;

  private static final int ROWS_OF_A_PLACE = 100_000;
  private static final int LEAST_PLACES = 4;
  private static final int MOST_PLACES = 16;
  private static final int SHARE = 100;

  private final List<FileStatus> files;
  private final long totalBytes;
  private final Source source;
  private long bytesOfAPlace;
  private long bytesRead;

  /** Takes rows. */
  @FunctionalInterface
  public interface Target {
    void take(Batch batch) throws IOException, InterruptedException;
  }

  /**
   * @param conf names the source
   */
  public InputSample(InputFiles input, Configuration conf) {
    this.files = input.files();
    this.totalBytes = input.totalBytes();
    this.source = Sources.of(conf);
  }

  /** Returns how many bytes were read. */
  public long bytesRead() {
    return bytesRead;
  }

  /**
   * Gives rows to a target: 16 MB of them at most, or of an input of more than 1.6 GB a percent, or
   * 64 MB.
   */
  public void read(Target target) throws IOException, InterruptedException {
    long wanted = totalBytes / SHARE / BYTES_OF_A_PLACE;
    long places = Math.max(LEAST_PLACES, Math.min(MOST_PLACES, wanted));
    bytesOfAPlace = Math.min(BYTES_OF_A_PLACE, totalBytes / places + 1);
    Batch batch = new Batch(source.schema());
    int file = 0;
    long fileStart = 0;
    int lastWhole = -1;
    for (long place = 0; place < places; place++) {
      long position = totalBytes / places * place;
      while (position >= fileStart + files.get(file).getLen()) {
        fileStart += files.get(file++).getLen();
      }
      // What cannot be cut is read from its begin, however many places are in it.
      boolean whole = !source.isSplittable(files.get(file).getPath());
      if (!whole || file != lastWhole) {
        read(file, position - fileStart, batch, target);
      }
      lastWhole = whole ? file : lastWhole;
    }
  }

  /** Reads on from a place in a file. */
  private void read(int file, long offset, Batch batch, Target target)
      throws IOException, InterruptedException {
    int rows = ROWS_OF_A_PLACE;
    long bytes = bytesOfAPlace;
    for (int i = file; i < files.size() && rows > 0 && bytes > 0; i++) {
      FileStatus next = files.get(i);
      long from = i == file && source.isSplittable(next.getPath()) ? offset : 0;
      FileRange range = new FileRange(next.getPath(), from, next.getLen() - from);
      if (range.length() == 0) {
        continue;
      }
      try (BatchReader reader = source.open(range, new Counting())) {
        while (rows > 0 && bytes > 0 && reader.next(batch)) {
          int kept = 0;
          while (kept < batch.size() && rows > 0 && bytes > 0) {
            bytes -= bytes(batch, kept++);
            rows--;
          }
          batch.setSize(kept); // How rows come in batches is left to chance.
          target.take(batch);
        }
      }
    }
  }

  private static long bytes(Batch batch, int row) {
    long bytes = 0;
    for (int i = 0; i < batch.schema().size(); i++) {
      bytes += batch.column(i) instanceof BytesVector text ? text.lengths()[row] : Long.BYTES;
    }
    return bytes;
  }

  private final class Counting implements Pulse {
    @Override
    public void beat() {}

    @Override
    public void read(int bytes) {
      bytesRead += bytes;
    }
  }
}
