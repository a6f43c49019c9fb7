package io.holdfast.map;

import io.holdfast.shuffle.GroupKey;
import java.util.Arrays;

/**
 * Puts the groups of a table into the order in which the shuffle wants them: by partition, then by
 * the unsigned bytes of their keys. A most-significant-digit radix sort in place (McIlroy, Bostic,
 * McIlroy: Engineering radix sort, Computing Systems 6(1), 1993), over eight bytes of each key that
 * are held beside its slot, so that the keys themselves are read once each eight bytes.
 */
final class GroupOrder {
  /**
   * What a group takes while it is sorted: its slot twice, partition and eight bytes of its key.
   */
  static final int BYTES_PER_GROUP = 3 * Integer.BYTES + Long.BYTES;

  private static final int RADIX = 256;
  private static final int TOP_SHIFT = Long.SIZE - Byte.SIZE;

  /** Below, counting 256 digits costs more than it saves. */
  private static final int FEW = 48;

  /** Above, sorting takes long enough to tell that it goes on. */
  private static final int MANY = 1 << 16;

  private final GroupTable table;
  private final GroupSink sink;
  private final int[] order;
  private final long[] words;
  private final int[] next = new int[RADIX];

  private GroupOrder(GroupTable table, GroupSink sink) {
    this.table = table;
    this.sink = sink;
    this.order = new int[table.size()];
    this.words = new long[table.size()];
  }

  /** Returns the slots of a table's groups in the order of the sink's partitions and of keys. */
  static int[] of(GroupTable table, GroupSink sink) {
    GroupOrder sorting = new GroupOrder(table, sink);
    sorting.sort();
    return sorting.order;
  }

  private void sort() {
    int[] slots = table.usedSlots();
    int buckets = 2 * sink.partitions();
    int[] bucketOf = new int[slots.length];
    int[] ends = new int[buckets + 1];
    GroupKey key = new GroupKey();
    for (int i = 0; i < slots.length; i++) {
      table.read(slots[i], key);
      int partition = sink.partition(key.bytes(), key.start(), key.length());
      bucketOf[i] = 2 * partition + table.marker(slots[i]);
      ends[bucketOf[i] + 1]++;
    }
    for (int bucket = 0; bucket < buckets; bucket++) {
      ends[bucket + 1] += ends[bucket];
    }
    for (int i = 0; i < slots.length; i++) {
      int at = ends[bucketOf[i]]++;
      order[at] = slots[i];
      words[at] = table.word(slots[i], 0);
    }
    int from = 0;
    for (int bucket = 0; bucket < buckets; bucket++) {
      sort(from, ends[bucket], 0, TOP_SHIFT);
      from = ends[bucket];
    }
  }

  /**
   * Sorts groups whose keys are the same up to a digit. All buckets but the largest are sorted by
   * recursion, so that it goes no deeper than the logarithm of their number.
   *
   * @param depth of the words in the keys behind their markers, in bytes
   * @param shift of the digit in the words, in bits
   */
  private void sort(int first, int last, int depth, int shift) {
    int from = first;
    int to = last;
    int wordAt = depth;
    int digitAt = shift;
    while (to - from > FEW) {
      if (to - from > MANY) {
        sink.beat();
      }
      if (digitAt < 0) {
        from = putShortFirst(from, to, wordAt);
        wordAt += Long.BYTES;
        for (int i = from; i < to; i++) {
          words[i] = table.word(order[i], wordAt);
        }
        digitAt = TOP_SHIFT;
        continue;
      }
      int[] ends = distribute(from, to, digitAt);
      digitAt -= Byte.SIZE;
      if (ends != null) {
        int largest = largest(ends, from);
        for (int digit = 0; digit < RADIX; digit++) {
          if (digit != largest) {
            sort(digit == 0 ? from : ends[digit - 1], ends[digit], wordAt, digitAt);
          }
        }
        from = largest == 0 ? from : ends[largest - 1];
        to = ends[largest];
      }
    }
    insertionSort(from, to, wordAt);
  }

  /**
   * Moves keys that end within the words, which are all the same, to the front, short ones first;
   * there are nine at most. Returns where the others begin.
   */
  private int putShortFirst(int from, int to, int depth) {
    int end = from;
    for (int i = from; i < to; i++) {
      if (table.length(order[i]) <= depth + Long.BYTES) {
        swap(end++, i);
      }
    }
    insertionSort(from, end, depth);
    return end;
  }

  /** Sorts by one digit. Returns where each one's groups end, or null if all have the same. */
  private int[] distribute(int from, int to, int shift) {
    Arrays.fill(next, 0);
    for (int i = from; i < to; i++) {
      next[digit(i, shift)]++;
    }
    if (next[digit(from, shift)] == to - from) {
      return null;
    }
    int[] ends = new int[RADIX];
    int at = from;
    for (int digit = 0; digit < RADIX; digit++) {
      int count = next[digit];
      next[digit] = at;
      at += count;
      ends[digit] = at;
    }
    for (int digit = 0; digit < RADIX; digit++) {
      while (next[digit] < ends[digit]) {
        int belongsTo = digit(next[digit], shift);
        if (belongsTo == digit) {
          next[digit]++;
        } else {
          swap(next[digit], next[belongsTo]++);
        }
      }
    }
    return ends;
  }

  private int digit(int at, int shift) {
    return (int) (words[at] >>> shift) & RADIX - 1;
  }

  private static int largest(int[] ends, int from) {
    int largest = 0;
    int most = -1;
    int start = from;
    for (int digit = 0; digit < RADIX; digit++) {
      if (ends[digit] - start > most) {
        most = ends[digit] - start;
        largest = digit;
      }
      start = ends[digit];
    }
    return largest;
  }

  private void insertionSort(int from, int to, int depth) {
    for (int i = from + 1; i < to; i++) {
      int slot = order[i];
      long word = words[i];
      int at = i;
      while (at > from && isBehind(at - 1, slot, word, depth)) {
        order[at] = order[at - 1];
        words[at] = words[at - 1];
        at--;
      }
      order[at] = slot;
      words[at] = word;
    }
  }

  private boolean isBehind(int at, int slot, long word, int depth) {
    if (words[at] != word) {
      return Long.compareUnsigned(words[at], word) > 0;
    }
    int other = order[at];
    int longest = Math.max(table.length(other), table.length(slot));
    for (int next = depth + Long.BYTES; next < longest; next += Long.BYTES) {
      int difference = Long.compareUnsigned(table.word(other, next), table.word(slot, next));
      if (difference != 0) {
        return difference > 0;
      }
    }
    // One is the other with zeros behind it.
    return table.length(other) > table.length(slot);
  }

  private void swap(int one, int other) {
    int slot = order[one];
    order[one] = order[other];
    order[other] = slot;
    long word = words[one];
    words[one] = words[other];
    words[other] = word;
  }
}
