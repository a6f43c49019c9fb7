package io.holdfast.map;

import io.holdfast.shuffle.KeyHash;
import java.util.Arrays;

/**
 * A hash table from encoded group keys to group numbers, counted from 0 in order of appearance.
 * Open addressing with linear probing over a power of two of slots; no object a key.
 *
 * <p>A slot holds the upper half of the key's hash and the group's number plus one. A key of up to
 * nine bytes (a marker and eight) is compared without reading its bytes: its head and length say
 * all.
 */
final class GroupTable {
  private static final int FIRST_SLOTS = 1 << 12;
  private static final int FIRST_BYTES = 1 << 16;
  private static final long UPPER = -1L << Integer.SIZE;

  /** A JVM's largest array is a little shorter than the largest int. */
  private static final int MAX_BYTES = Integer.MAX_VALUE - Long.BYTES;

  private long[] slots = new long[FIRST_SLOTS];
  private long[] heads = new long[FIRST_SLOTS / 2];
  private int[] tags = new int[FIRST_SLOTS / 2];
  private int[] starts = new int[FIRST_SLOTS / 2 + 1];
  private byte[] keys = new byte[FIRST_BYTES];
  private int groups;

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

  /** Returns the heap bytes taken. */
  long retainedBytes() {
    return (long) slots.length * Long.BYTES
        + (long) heads.length * (Long.BYTES + 2 * Integer.BYTES)
        + keys.length;
  }

  /**
   * Returns the heap bytes that new, larger arrays would take while the old ones are still there,
   * if so many groups and bytes of keys came in addition; 0 if there is room for them.
   */
  long growthBytes(int moreGroups, long moreKeyBytes) {
    long keyBytes = starts[groups] + moreKeyBytes;
    long growth = keyBytes > keys.length ? Math.max(keyBytes, 2L * keys.length) : 0;
    if (groups + moreGroups > heads.length) {
      growth += 2 * (retainedBytes() - keys.length);
    }
    return keyBytes > MAX_BYTES ? Long.MAX_VALUE / 2 : growth;
  }

  /**
   * Finds a key's group, or adds it as the last one.
   *
   * @param marker the key's first byte, 0 or 1
   * @param data the array with its other bytes
   */
  int find(int marker, byte[] data, int start, int length) {
    long head = KeyHash.head(data, start, length);
    long hash =
        length <= Long.BYTES
            ? KeyHash.mix(head + length * UPPER + marker)
            : KeyHash.hash(data, start, length) + marker;
    int tag = length << 1 | marker;
    int mask = slots.length - 1;
    int at = (int) hash & mask;
    for (long slot = slots[at]; slot != 0; slot = slots[at]) {
      int group = (int) slot - 1;
      if (((slot ^ hash) & UPPER) == 0 && tags[group] == tag && heads[group] == head) {
        if (length <= Long.BYTES || sameTail(group, data, start, length)) {
          return group;
        }
      }
      at = at + 1 & mask;
    }
    slots[at] = hash & UPPER | groups + 1;
    return append(marker, data, start, length, head, tag);
  }

  private boolean sameTail(int group, byte[] data, int start, int length) {
    int from = starts[group] + 1;
    return Arrays.equals(
        keys, from + Long.BYTES, from + length, data, start + Long.BYTES, start + length);
  }

  private int append(int marker, byte[] data, int start, int length, long head, int tag) {
    int group = groups++;
    heads[group] = head;
    tags[group] = tag;
    int at = starts[group];
    int end = Math.addExact(at, length + 1);
    if (end > keys.length) {
      keys = Arrays.copyOf(keys, (int) Math.min(MAX_BYTES, Math.max(end, 2L * keys.length)));
    }
    keys[at] = (byte) marker;
    System.arraycopy(data, start, keys, at + 1, length);
    starts[groups] = end;
    if (groups == heads.length) {
      grow();
    }
    return group;
  }

  private void grow() {
    heads = Arrays.copyOf(heads, 2 * groups);
    tags = Arrays.copyOf(tags, 2 * groups);
    starts = Arrays.copyOf(starts, 2 * groups + 1);
    slots = new long[2 * slots.length];
    for (int group = 0; group < groups; group++) {
      insert(group);
    }
  }

  private void insert(int group) {
    int marker = tags[group] & 1;
    int length = tags[group] >>> 1;
    long hash =
        length <= Long.BYTES
            ? KeyHash.mix(heads[group] + length * UPPER + marker)
            : KeyHash.hash(keys, starts[group] + 1, length) + marker;
    int mask = slots.length - 1;
    int at = (int) hash & mask;
    while (slots[at] != 0) {
      at = at + 1 & mask;
    }
    slots[at] = hash & UPPER | group + 1;
  }

  /** Forgets all groups, and gives back the memory of all but a small table. */
  void clear() {
    groups = 0;
    if (slots.length > FIRST_SLOTS) {
      slots = new long[FIRST_SLOTS];
      heads = new long[FIRST_SLOTS / 2];
      tags = new int[FIRST_SLOTS / 2];
      starts = new int[FIRST_SLOTS / 2 + 1];
      keys = new byte[FIRST_BYTES];
    } else {
      Arrays.fill(slots, 0);
    }
  }
}
