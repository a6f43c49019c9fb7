package io.holdfast.input.split;

import io.holdfast.input.BatchReader;
import io.holdfast.input.FileRange;
import io.holdfast.input.Source;
import io.holdfast.record.Batch;
import io.holdfast.record.Pulse;
import java.io.IOException;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.fs.FileStatus;

/**
 * Reads a little of an input, at places that are spread evenly over it. Which rows these are
 * depends on the files alone.
 */
public final class InputSample {
  /** About how much one place costs. */
  private static final long PLACE_BYTES = 4 << 20;

  private static final int MOST_PLACES = 16;
  private static final int SHARE = 100;
  private static final int ROWS_OF_A_PLACE = 100_000;

  private final InputFiles input;
  private final Source source;
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
    this.input = input;
    this.source = Sources.of(conf);
  }

  /** Returns how many bytes were read. */
  public long bytesRead() {
    return bytesRead;
  }

  /**
   * Gives the rows of an input that is not empty to a target; at most 64 MB, and about one percent
   * of a large input.
   */
  public void read(Target target) throws IOException, InterruptedException {
    Batch batch = new Batch(source.schema());
    long total = input.totalBytes();
    long places = Math.max(1, Math.min(MOST_PLACES, total / SHARE / PLACE_BYTES));
    for (long place = 0; place < places; place++) {
      read(total / places * place, batch, target);
    }
  }

  private void read(long position, Batch batch, Target target)
      throws IOException, InterruptedException {
    int left = ROWS_OF_A_PLACE;
    try (BatchReader reader = source.open(range(position), new Counting())) {
      while (left > 0 && reader.next(batch)) {
        batch.setSize(Math.min(left, batch.size())); // How rows come in batches is left to chance.
        left -= batch.size();
        target.take(batch);
      }
    }
  }

  /** Returns what of a file follows a position in all files, one behind the other. */
  private FileRange range(long position) {
    long left = position;
    for (FileStatus file : input.files()) {
      if (left < file.getLen()) {
        long from = source.isSplittable(file.getPath()) ? left : 0;
        return new FileRange(file.getPath(), from, file.getLen() - from);
      }
      left -= file.getLen();
    }
    throw new IllegalArgumentException("no byte " + position + " in the input");
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
