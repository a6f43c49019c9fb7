package io.holdfast.reduce;

import io.holdfast.record.BytesOutput;
import java.util.Arrays;
import java.util.Collections;
import java.util.Comparator;
import java.util.List;
import java.util.PriorityQueue;

/** The smallest of many keys, so many as a query's limit, as long as they fit in memory. */
final class TopKeys {
  private static final Comparator<byte[]> ORDER = Arrays::compareUnsigned;

  /** What an array and its place in the heap take beside its bytes. */
  private static final int OVERHEAD_BYTES = 24;

  private final long limit;
  private final long budgetBytes;
  private final PriorityQueue<byte[]> largestFirst =
      new PriorityQueue<>(Collections.reverseOrder(ORDER));
  private long bytes;

  /**
   * @param limit how many keys to keep
   * @param budgetBytes how much heap they may take
   */
  TopKeys(long limit, long budgetBytes) {
    this.limit = limit;
    this.budgetBytes = budgetBytes;
  }

  /** Takes a key, unless there are enough smaller ones. */
  void offer(BytesOutput key) {
    if (largestFirst.size() < limit) {
      add(key);
    } else if (limit > 0 && isBelow(key, largestFirst.element())) {
      bytes -= largestFirst.remove().length + OVERHEAD_BYTES;
      add(key);
    }
  }

  private static boolean isBelow(BytesOutput key, byte[] other) {
    return Arrays.compareUnsigned(key.bytes(), 0, key.length(), other, 0, other.length) < 0;
  }

  private void add(BytesOutput key) {
    largestFirst.add(Arrays.copyOf(key.bytes(), key.length()));
    bytes += key.length() + OVERHEAD_BYTES;
  }

  /** Says whether the keys take more memory than they may: then {@link #drain} them. */
  boolean isFull() {
    return bytes > budgetBytes;
  }

  /** Returns the keys in their order, and forgets them. */
  List<byte[]> drain() {
    List<byte[]> keys = largestFirst.stream().sorted(ORDER).toList();
    largestFirst.clear();
    bytes = 0;
    return keys;
  }
}
