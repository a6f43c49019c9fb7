package io.holdfast.shuffle;

import java.io.IOException;
import java.util.Arrays;
import java.util.List;
import org.apache.hadoop.io.DataInputBuffer;
import org.apache.hadoop.io.IOUtils;
import org.apache.hadoop.mapred.RawKeyValueIterator;
import org.apache.hadoop.util.Progress;

/**
 * Segments that are sorted, read as one in key order: a heap of them, with the least record on top.
 * Records of one group come one after the other, in no order among themselves.
 */
final class SegmentMerge implements RawKeyValueIterator {
  private static final int RECORDS_BETWEEN_REPORTS = 1 << 10;

  private final SegmentReader[] heap;
  private final long bytes;
  private final Progress progress;
  private final DataInputBuffer key = new DataInputBuffer();
  private final DataInputBuffer state = new DataInputBuffer();
  private byte[] longState = {};
  private int size;
  private long bytesOfEnded;
  private int records;
  private boolean began;

  /**
   * Begins before the first record.
   *
   * @param segments will be closed, the latest by {@link #close}
   * @param bytes of all segments together, with their checksums
   * @param progress is told how much of them was read
   */
  SegmentMerge(List<SegmentReader> segments, long bytes, Progress progress) {
    this.heap = segments.toArray(SegmentReader[]::new);
    this.size = heap.length;
    this.bytes = bytes;
    this.progress = progress;
  }

  @Override
  public boolean next() throws IOException {
    if (began) {
      advance();
    } else {
      begin();
    }
    if (++records % RECORDS_BETWEEN_REPORTS == 0 || size == 0) {
      report();
    }
    if (size == 0) {
      return false;
    }
    heap[0].getKey(key);
    longState = heap[0].getState(state, longState);
    return true;
  }

  private void begin() throws IOException {
    began = true;
    for (int i = size - 1; i >= 0; i--) {
      if (!heap[i].next()) {
        end(i);
      }
    }
    for (int i = size / 2 - 1; i >= 0; i--) {
      sink(i);
    }
    report();
  }

  private void advance() throws IOException {
    if (size > 0 && !heap[0].next()) {
      end(0);
    }
    if (size > 0) {
      sink(0);
    }
  }

  /** Puts the last segment in the place of one that has no more records. */
  private void end(int place) throws IOException {
    SegmentReader ended = heap[place];
    bytesOfEnded += ended.position();
    heap[place] = heap[--size];
    heap[size] = null;
    ended.close();
  }

  /** Moves a segment below those whose records come before its own. */
  private void sink(int place) {
    int at = place;
    SegmentReader moved = heap[at];
    for (int child = 2 * at + 1; child < size; child = 2 * at + 1) {
      if (child + 1 < size && heap[child + 1].compareTo(heap[child]) < 0) {
        child++;
      }
      if (moved.compareTo(heap[child]) <= 0) {
        break;
      }
      heap[at] = heap[child];
      at = child;
    }
    heap[at] = moved;
  }

  private void report() {
    long read = bytesOfEnded;
    for (int i = 0; i < size; i++) {
      read += heap[i].position();
    }
    progress.set(size == 0 ? 1 : (float) read / bytes);
  }

  @Override
  public DataInputBuffer getKey() {
    return key;
  }

  @Override
  public DataInputBuffer getValue() {
    return state;
  }

  /** Closes what was not read to its end; then nobody wants the rest, so no error matters. */
  @Override
  public void close() {
    IOUtils.closeStreams(Arrays.copyOf(heap, size));
    size = 0;
  }

  @Override
  public Progress getProgress() {
    return progress;
  }
}
