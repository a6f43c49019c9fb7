package io.holdfast.map;

import io.holdfast.shuffle.KeyHash;
import java.util.Arrays;

/**
 * A hash table from encoded group keys to group numbers, counted from 0 in order of appearance.
 * Open addressing with linear probing over a power of two of slots; no object a key.
 *
 * <p>A slot is two numbers that lie side by side, so that one fetch from memory answers for most
 * keys: the key's first eight bytes behind the marker, and its length, marker and group. A key of
 * up to nine bytes is compared without reading its bytes.
 */
final class GroupTable {
  private static final int FIRST_SLOTS = 1 << 12;
  private static final int FIRST_BYTES = 1 << 16;
  private static final long UPPER = -1L << Integer.SIZE;

  /** Two numbers each, and a power of two of them in one array. */
  private static final int MAX_SLOTS = 1 << 29;

  /** A JVM's largest array is a little shorter than the largest int. */
  private static final int MAX_BYTES = Integer.MAX_VALUE - Long.BYTES;

  private long[] slots;
  private int[] starts;
  private byte[] keys;
  private int groups;

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

  /** Returns the first slot of a key with this head. */
  private int first(long head, int marker, byte[] data, int start, int length) {
    long hash =
        length <= Long.BYTES
            ? KeyHash.mix(head + length * UPPER + marker)
            : KeyHash.hash(data, start, length) + marker;
    return (int) hash << 1 & slots.length - 1;
  }

  /**
   * Finds a key's group, or adds it as the last one.
   *
   * @param marker the key's first byte, 0 or 1
   * @param data the array with its other bytes
   */
  int find(int marker, byte[] data, int start, int length) {
    long head = KeyHash.head(data, start, length);
    long tag = (long) (length << 1 | marker) << Integer.SIZE;
    int mask = slots.length - 1;
    int at = first(head, marker, data, start, length);
    for (long slot = slots[at + 1]; slot != 0; slot = slots[at + 1]) {
      if (slots[at] == head && (slot & UPPER) == tag) {
        int group = (int) slot - 1;
        if (length <= Long.BYTES || sameTail(group, data, start, length)) {
          return group;
        }
      }
      at = at + 2 & mask;
    }
    slots[at] = head;
    slots[at + 1] = tag | groups + 1;
    return append(marker, data, start, length);
  }

  private boolean sameTail(int group, byte[] data, int start, int length) {
    int from = starts[group] + 1;
    return Arrays.equals(
        keys, from + Long.BYTES, from + length, data, start + Long.BYTES, start + length);
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

  private void grow() {
    slots = new long[2 * slots.length];
    starts = Arrays.copyOf(starts, capacity(slots.length / 2) + 1);
    int mask = slots.length - 1;
    for (int group = 0; group < groups; group++) {
      int start = starts[group] + 1;
      int length = starts[group + 1] - start;
      int marker = keys[start - 1];
      long head = KeyHash.head(keys, start, length);
      int at = first(head, marker, keys, start, length);
      while (slots[at + 1] != 0) {
        at = at + 2 & mask;
      }
      slots[at] = head;
      slots[at + 1] = (long) (length << 1 | marker) << Integer.SIZE | group + 1;
    }
  }

  /**
   * Forgets the group that was added last. Its slot can be emptied, since no key was put behind it.
   */
  void removeLast() {
    groups--;
    int start = starts[groups] + 1;
    int length = starts[groups + 1] - start;
    int at = first(KeyHash.head(keys, start, length), keys[start - 1], keys, start, length);
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
