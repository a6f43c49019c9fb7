package io.holdfast.input.split;

import io.holdfast.input.SampledFile;
import io.holdfast.input.Source;
import io.holdfast.record.Batch;
import io.holdfast.record.BytesVector;
import io.holdfast.record.Pulse;
import java.io.IOException;
import java.util.BitSet;
import java.util.List;
import java.util.stream.IntStream;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.fs.FileStatus;
import org.apache.hadoop.fs.Path;

/**
 * Reads a little of an input, at many places that are spread evenly over it: rows that lie side by
 * side are often alike. Which rows these are depends on the files, and on how many bytes of them
 * had to be read.
 *
 * <p>The input is parted into ranges, and at the begin of each a few rows are taken. Ranges come in
 * the order of van der Corput, so that those before any are spread evenly too, wherever the sample
 * ends. They come in rounds, each in the order of the input, so that what a file says about itself
 * is read once a round.
 */
public final class InputSample {
  private static final int MOST_PLACES = 256;
  private static final int MOST_PLACES_OF_A_ROUND = 32;
  private static final long LEAST_BYTES_OF_A_RANGE = 64 << 10;

  private static final int SHARE = 100;
  private static final long LEAST_BUDGET = 16 << 20;
  private static final long MOST_BUDGET = 64 << 20;

  /** What a row counts at least, since it takes time too, and what the next file counts. */
  private static final long LEAST_BYTES_OF_A_ROW = 40;

  private static final long BYTES_OF_A_FILE = 4 << 10;

  private final List<FileStatus> files;
  private final long totalBytes;
  private final Source source;
  private final int places;
  private final long budget;
  private final BitSet readWhole = new BitSet();
  private Path openPath;
  private SampledFile open;
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
    long ranges = Math.min(MOST_PLACES, totalBytes / LEAST_BYTES_OF_A_RANGE);
    this.places = (int) Math.max(1, Long.highestOneBit(ranges));
    this.budget = Math.max(LEAST_BUDGET, Math.min(MOST_BUDGET, totalBytes / SHARE));
  }

  /** Returns how many bytes were read. */
  public long bytesRead() {
    return bytesRead;
  }

  /**
   * Gives rows to a target: 16 MB of them at most, or of an input of more than 1.6 GB a percent, or
   * 64 MB. It also ends where about as much of the files was read.
   */
  public void read(Target target) throws IOException, InterruptedException {
    Batch batch = new Batch(source.schema());
    try {
      int done = 0;
      while (done < places) {
        int round = Math.max(1, Math.min(done, MOST_PLACES_OF_A_ROUND));
        if (done > 0 && bytesRead + bytesRead / done * round > budget) {
          return; // A part of a round would not be spread evenly.
        }
        for (int place : round(done, round)) {
          if (bytesRead < budget) {
            read(place, batch, target);
          }
        }
        done += round;
      }
    } finally {
      close();
    }
  }

  /** Returns some places of van der Corput's sequence, in the order of the input. */
  private int[] round(int from, int count) {
    int unused = Integer.numberOfLeadingZeros(places) + 1;
    return IntStream.range(from, from + count)
        .map(i -> (int) (Integer.toUnsignedLong(Integer.reverse(i)) >>> unused))
        .sorted()
        .toArray();
  }

  private void read(int place, Batch batch, Target target)
      throws IOException, InterruptedException {
    long from = totalBytes / places * place;
    long to = place + 1 == places ? totalBytes : from + totalBytes / places;
    long room = budget / places;
    long fileStart = 0;
    for (int i = 0; i < files.size() && fileStart < to && room > 0; i++) {
      Path path = files.get(i).getPath();
      long length = files.get(i).getLen();
      long start = Math.max(0, from - fileStart);
      long end = Math.min(length, to - fileStart);
      if (start < end && source.isSplittable(path)) {
        room -= BYTES_OF_A_FILE + read(path, start, end - start, room, batch, target);
      } else if (start < end && !readWhole.get(i)) {
        // What cannot be cut is read from its begin, for all places that are in it.
        readWhole.set(i);
        long all = Math.max(room, length / (totalBytes / places + 1) * (budget / places));
        room -= BYTES_OF_A_FILE + read(path, 0, length, all, batch, target);
      }
      fileStart += length;
    }
  }

  /** Reads rows of a range of a file, as far as there is room; returns how much they took. */
  private long read(Path path, long start, long length, long room, Batch batch, Target target)
      throws IOException, InterruptedException {
    if (!path.equals(openPath)) {
      close();
      open = source.openForSample(path, new Counting());
      openPath = path;
    }
    open.goTo(start, length);
    long taken = 0;
    while (taken < room && open.next(batch)) {
      int kept = 0;
      while (kept < batch.size() && taken < room) {
        taken += Math.max(LEAST_BYTES_OF_A_ROW, bytes(batch, kept++));
      }
      batch.setSize(kept); // How rows come in batches is left to chance.
      target.take(batch);
    }
    return taken;
  }

  private void close() throws IOException {
    if (open != null) {
      SampledFile closing = open;
      open = null;
      openPath = null;
      closing.close();
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
