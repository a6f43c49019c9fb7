package io.holdfast.map;

import io.holdfast.record.BytesVector;
import io.holdfast.shuffle.KeyHash;
import java.util.Arrays;

/**
 * A hash table from encoded group keys to group numbers, counted from 0 in order of appearance.
 * Open addressing with linear probing over a power of two of slots; no object a key.
 *
 * <p>A slot is two numbers that lie side by side, so that one fetch from memory answers for most
 * keys: the key's bytes behind the marker or, of more than eight, their hash; and its length,
 * marker and group. A key of up to nine bytes is compared without reading its bytes, a longer one
 * with no other than its own.
 */
final class GroupTable {
  private static final int FIRST_SLOTS = 1 << 12;
  private static final int FIRST_BYTES = 1 << 16;

  /** Two MiB of slots: with the keys more than a core's own caches hold. */
  private static final int FAR_SLOTS = 1 << 17;

  /** How many keys {@link #fetch} takes at once. */
  static final int FETCHED = 256;

  private static final long UPPER = -1L << Integer.SIZE;

  /** Two numbers each, and a power of two of them in one array. */
  private static final int MAX_SLOTS = 1 << 29;

  /** A JVM's largest array is a little shorter than the largest int. */
  private static final int MAX_BYTES = Integer.MAX_VALUE - Long.BYTES;

  private long[] slots;
  private int[] starts;
  private byte[] keys;
  private int groups;

  /** The first slots of the keys that are fetched. */
  private final int[] firsts = new int[FETCHED];

  GroupTable() {
    allocate();
  }

  private void allocate() {
    slots = new long[2 * FIRST_SLOTS];
    starts = new int[capacity(FIRST_SLOTS) + 1];
    keys = new byte[FIRST_BYTES];
  }

  /** Five slots of eight may be taken: fewer collisions for less memory than a half. */
  private static int capacity(int slots) {
    return slots / 8 * 5;
  }

  /** Returns the number of groups. */
  int size() {
    return groups;
  }

  /** Returns the array that all encoded keys lie in. */
  byte[] keys() {
    return keys;
  }

  /** Returns where a group's encoded key begins. */
  int start(int group) {
    return starts[group];
  }

  /** Returns the length of a group's encoded key. */
  int length(int group) {
    return starts[group + 1] - starts[group];
  }

  /** Reads the keys of some groups, so that they are near when they are needed one by one. */
  int touch(int[] order, int from, int to) {
    int sum = 0;
    for (int i = from; i < to; i++) {
      sum += keys[starts[order[i]]];
    }
    return sum;
  }

  /** Returns the heap bytes taken. */
  long retainedBytes() {
    return (long) slots.length * Long.BYTES + (long) starts.length * Integer.BYTES + keys.length;
  }

  /**
   * Returns the heap bytes that new, larger arrays would take while the old ones are still there,
   * if so many groups and bytes of keys came in addition; 0 if there is room for them.
   */
  long growthBytes(int moreGroups, long moreKeyBytes) {
    long keyBytes = starts[groups] + moreKeyBytes;
    boolean moreSlots = groups + moreGroups >= starts.length - 1;
    if (keyBytes > MAX_BYTES || moreSlots && slots.length / 2 == MAX_SLOTS) {
      return Long.MAX_VALUE / 2;
    }
    long growth = keyBytes > keys.length ? Math.max(keyBytes, 2L * keys.length) : 0;
    return moreSlots ? growth + 2 * (retainedBytes() - keys.length) : growth;
  }

  /** Returns what a slot says of a key's bytes. */
  private static long word(byte[] data, int start, int length) {
    return length <= Long.BYTES
        ? KeyHash.head(data, start, length)
        : KeyHash.hash(data, start, length);
  }

  /** Returns the first slot of a key. */
  private int first(long word, int marker, int length) {
    long hash = length <= Long.BYTES ? KeyHash.mix(word + length * UPPER + marker) : word + marker;
    return (int) hash << 1 & slots.length - 1;
  }

  /**
   * Finds a key's group, or adds it as the last one.
   *
   * @param marker the key's first byte, 0 or 1
   * @param data the array with its other bytes
   */
  int find(int marker, byte[] data, int start, int length) {
    long word = word(data, start, length);
    long tag = (long) (length << 1 | marker) << Integer.SIZE;
    int mask = slots.length - 1;
    int at = first(word, marker, length);
    for (long slot = slots[at + 1]; slot != 0; slot = slots[at + 1]) {
      if (slots[at] == word && (slot & UPPER) == tag) {
        int group = (int) slot - 1;
        if (length <= Long.BYTES || sameBytes(group, data, start, length)) {
          return group;
        }
      }
      at = at + 2 & mask;
    }
    slots[at] = word;
    slots[at + 1] = tag | groups + 1;
    return append(marker, data, start, length);
  }

  private boolean sameBytes(int group, byte[] data, int start, int length) {
    int from = starts[group] + 1;
    return Arrays.equals(keys, from, from + length, data, start, start + length);
  }

  /** Says whether a lookup may have to wait for memory, so that {@link #fetch} pays. */
  boolean isFar() {
    return slots.length >= 2 * FAR_SLOTS;
  }

  /**
   * Reads what {@link #find} will read for some keys, whose order lets memory answer side by side
   * what it would be asked one by one. Returns a sum of it, lest the compiler drops the reads.
   *
   * @param rows which keys
   */
  int fetch(int marker, BytesVector key, int[] rows, int from, int to) {
    byte[] data = key.data();
    int[] keyStarts = key.starts();
    int[] keyLengths = key.lengths();
    int sum = 0;
    for (int i = from; i < to; i++) {
      int length = keyLengths[rows[i]];
      int at = first(word(data, keyStarts[rows[i]], length), marker, length);
      firsts[i - from] = at;
      sum += (int) slots[at];
    }
    for (int i = 0; i < to - from; i++) {
      sum += keys[starts[Math.max(0, (int) slots[firsts[i] + 1] - 1)]];
    }
    return sum;
  }

  private int append(int marker, byte[] data, int start, int length) {
    int group = groups++;
    int at = starts[group];
    int end = Math.addExact(at, length + 1);
    if (end > keys.length) {
      keys = Arrays.copyOf(keys, (int) Math.min(MAX_BYTES, Math.max(end, 2L * keys.length)));
    }
    keys[at] = (byte) marker;
    System.arraycopy(data, start, keys, at + 1, length);
    starts[groups] = end;
    if (groups == starts.length - 1) {
      grow();
    }
    return group;
  }

  /** Puts the last group behind all others, so that {@link #removeLast} may take its slot away. */
  private void grow() {
    long[] old = slots;
    slots = new long[2 * old.length];
    starts = Arrays.copyOf(starts, capacity(slots.length / 2) + 1);
    int last = 0;
    for (int at = 0; at < old.length; at += 2) {
      if ((int) old[at + 1] == groups) {
        last = at;
      } else if (old[at + 1] != 0) {
        put(old[at], old[at + 1]);
      }
    }
    put(old[last], old[last + 1]);
  }

  private void put(long word, long slot) {
    int keyTag = (int) (slot >>> Integer.SIZE);
    int at = first(word, keyTag & 1, keyTag >>> 1);
    while (slots[at + 1] != 0) {
      at = at + 2 & slots.length - 1;
    }
    slots[at] = word;
    slots[at + 1] = slot;
  }

  /**
   * Forgets the group that was added last. Its slot can be emptied, since no key was put behind it.
   */
  void removeLast() {
    groups--;
    int start = starts[groups] + 1;
    int length = starts[groups + 1] - start;
    int at = first(word(keys, start, length), keys[start - 1], length);
    while ((int) slots[at + 1] != groups + 1) {
      at = at + 2 & slots.length - 1;
    }
    slots[at] = 0;
    slots[at + 1] = 0;
  }

  /** Forgets all groups, and gives back the memory of all but a small table. */
  void clear() {
    groups = 0;
    if (slots.length > 2 * FIRST_SLOTS || keys.length > FIRST_BYTES) {
      allocate();
    } else {
      Arrays.fill(slots, 0);
    }
  }
}
