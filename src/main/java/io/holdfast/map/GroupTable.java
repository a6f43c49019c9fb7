package io.holdfast.map;

import io.holdfast.record.BytesVector;
import io.holdfast.shuffle.GroupKey;
import io.holdfast.shuffle.KeyHash;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;
import java.util.Arrays;

/**
 * A hash table from encoded group keys to group numbers, counted from 0 in order of appearance.
 * Open addressing with linear probing, in the order of hashes; no object a key.
 *
 * <p>A slot is three numbers that lie side by side, so that one fetch from memory answers for most
 * keys: the first eight bytes behind the marker; the last eight, if there are more; and their
 * count, marker and group. A key of more than sixteen bytes lies elsewhere: its slot has a hash of
 * it and its place instead, and it is compared with no other than its own. Of 1 million groups with
 * keys of 15 bytes a lookup takes 75 ns, instead of 130 with all keys elsewhere.
 */
final class GroupTable {
  /** The numbers of a slot: bytes or hash, bytes or place, and the tag, 0 in an empty slot. */
  private static final int WIDTH = 3;

  private static final int TAG = 2;
  private static final int FIRST_SLOTS = 1 << 12;
  private static final int FIRST_BYTES = 1 << 12;

  /** Three MiB of slots: more than a core's own caches hold. */
  private static final int FAR_SLOTS = 1 << 17;

  /** What fits one array; {@link #growthBytes} says that more do not fit the memory. */
  private static final int MAX_SLOTS = 700_000_000;

  /** A JVM's largest array is a little shorter than the largest int. */
  private static final int MAX_BYTES = Integer.MAX_VALUE - Long.BYTES;

  /** A key of no more bytes lies in its slot. */
  private static final int INLINE_BYTES = 2 * Long.BYTES;

  /** How many keys {@link #fetch} takes at once. */
  static final int FETCHED = 256;

  private static final long UPPER = -1L << Integer.SIZE;
  private static final long TAIL_MULTIPLIER = 0x9E3779B97F4A7C15L;
  private static final VarHandle LONGS =
      MethodHandles.byteArrayViewVarHandle(long[].class, ByteOrder.LITTLE_ENDIAN);
  private static final VarHandle INTS =
      MethodHandles.byteArrayViewVarHandle(int[].class, ByteOrder.BIG_ENDIAN);

  private long[] slots;
  private int slotCount;
  private int groups;

  /** Where in the array the slot of the last group begins. */
  private int last;

  /** The keys that lie elsewhere, each with its marker. */
  private byte[] keys;

  private int keyBytes;

  /** A key of a slot, with room for whole numbers. */
  private final byte[] inline = new byte[1 + INLINE_BYTES];

  /** The first slots of the keys that are fetched. */
  private final int[] firsts = new int[FETCHED];

  GroupTable() {
    allocate();
  }

  private void allocate() {
    slotCount = FIRST_SLOTS;
    slots = new long[WIDTH * slotCount];
    keys = new byte[FIRST_BYTES];
  }

  /** Five slots of eight may be taken: fewer collisions for less memory than a half. */
  private int capacity() {
    return slotCount / 8 * 5;
  }

  /** A large table grows by half: doubled it would less often fit the memory there is. */
  private int grownSlots() {
    return isFar() ? (int) Math.min(MAX_SLOTS, slotCount + slotCount / 2L) : 2 * slotCount;
  }

  private long grownKeys() {
    return keys.length + keys.length / 2L;
  }

  /** Returns the number of groups. */
  int size() {
    return groups;
  }

  /** Returns the heap bytes taken. */
  long retainedBytes() {
    return (long) slots.length * Long.BYTES + keys.length;
  }

  /**
   * Returns the heap bytes that new, larger arrays would take while the old ones are still there,
   * if so many groups and bytes of keys came in addition; 0 if there is room for them.
   */
  long growthBytes(int moreGroups, long moreKeyBytes) {
    long wanted = keyBytes + moreKeyBytes;
    boolean moreSlots = groups + moreGroups >= capacity();
    if (wanted > MAX_BYTES || moreSlots && slotCount == MAX_SLOTS) {
      return Long.MAX_VALUE / 2;
    }
    long growth = wanted > keys.length ? Math.max(wanted, grownKeys()) : 0;
    return moreSlots ? growth + (long) WIDTH * Long.BYTES * grownSlots() : growth;
  }

  private static long head(byte[] data, int start, int length) {
    return length <= INLINE_BYTES
        ? KeyHash.head(data, start, length)
        : KeyHash.hash(data, start, length);
  }

  private static long tail(byte[] data, int start, int length) {
    return length <= Long.BYTES || length > INLINE_BYTES
        ? 0
        : KeyHash.head(data, start + length - Long.BYTES, Long.BYTES);
  }

  private static long tag(int marker, int length) {
    return (long) (length << 1 | marker) << Integer.SIZE;
  }

  private static int marker(long tag) {
    return (int) (tag >>> Integer.SIZE) & 1;
  }

  private static int length(long tag) {
    return (int) (tag >>> Integer.SIZE + 1);
  }

  /** Returns where a key's first slot begins. */
  private int first(long head, long tail, long tag) {
    // A product carries upwards only: folded, so that keys which count in both halves do not meet.
    long product = tail * TAIL_MULTIPLIER;
    long hash = KeyHash.mix(head + (tag & UPPER) ^ product ^ product >>> Integer.SIZE);
    return WIDTH * (int) ((hash >>> Integer.SIZE) * slotCount >>> Integer.SIZE);
  }

  private int next(int at) {
    int next = at + WIDTH;
    return next == slots.length ? 0 : next;
  }

  /**
   * Finds a key's group, or adds it as the last one.
   *
   * @param marker the key's first byte, 0 or 1
   * @param data the array with its other bytes
   */
  int find(int marker, byte[] data, int start, int length) {
    long head = head(data, start, length);
    long tail = tail(data, start, length);
    long tag = tag(marker, length);
    int at = first(head, tail, tag);
    for (long found = slots[at + TAG]; found != 0; found = slots[at + TAG]) {
      if (slots[at] == head
          && (found & UPPER) == tag
          && (length <= INLINE_BYTES
              ? slots[at + 1] == tail
              : isAt((int) slots[at + 1], data, start, length))) {
        return (int) found - 1;
      }
      at = next(at);
    }
    return add(at, head, length <= INLINE_BYTES ? tail : append(marker, data, start, length), tag);
  }

  private boolean isAt(int place, byte[] data, int start, int length) {
    return Arrays.equals(keys, place + 1, place + 1 + length, data, start, start + length);
  }

  private int add(int at, long head, long tail, long tag) {
    last = at;
    groups++;
    put(at, head, tail, tag | groups);
    if (groups == capacity()) {
      grow();
    }
    return groups - 1;
  }

  private void put(int at, long head, long tail, long tag) {
    slots[at] = head;
    slots[at + 1] = tail;
    slots[at + TAG] = tag;
  }

  /** Returns the place of a new key. */
  private int append(int marker, byte[] data, int start, int length) {
    int place = keyBytes;
    int end = Math.addExact(place, length + 1);
    if (end > keys.length) {
      keys = Arrays.copyOf(keys, (int) Math.min(MAX_BYTES, Math.max(end, grownKeys())));
    }
    keys[place] = (byte) marker;
    System.arraycopy(data, start, keys, place + 1, length);
    keyBytes = end;
    return place;
  }

  /** Puts the last group behind all others, so that {@link #removeLast} may take its slot away. */
  private void grow() {
    long[] old = slots;
    slotCount = grownSlots();
    slots = new long[WIDTH * slotCount];
    for (int at = 0; at < old.length; at += WIDTH) {
      if (at != last && old[at + TAG] != 0) {
        move(old, at);
      }
    }
    last = move(old, last);
  }

  private int move(long[] old, int from) {
    long tag = old[from + TAG];
    int at = first(old[from], length(tag) <= INLINE_BYTES ? old[from + 1] : 0, tag);
    while (slots[at + TAG] != 0) {
      at = next(at);
    }
    put(at, old[from], old[from + 1], tag);
    return at;
  }

  /**
   * Forgets the group that was added last. Its slot can be emptied, since no key was put behind it.
   */
  void removeLast() {
    groups--;
    int length = length(slots[last + TAG]);
    if (length > INLINE_BYTES) {
      keyBytes -= length + 1;
    }
    put(last, 0, 0, 0);
  }

  /** Says whether a lookup may have to wait for memory, so that {@link #fetch} pays. */
  boolean isFar() {
    return slotCount >= FAR_SLOTS;
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
      int start = keyStarts[rows[i]];
      int length = keyLengths[rows[i]];
      int at = first(head(data, start, length), tail(data, start, length), tag(marker, length));
      firsts[i - from] = at;
      sum += (int) (slots[at] + slots[at + TAG]);
    }
    return sum + fetchKeys(firsts, 0, to - from);
  }

  /** Returns the slots of all groups, in no order. */
  int[] usedSlots() {
    int[] used = new int[groups];
    int count = 0;
    for (int at = 0; at < slots.length; at += WIDTH) {
      if (slots[at + TAG] != 0) {
        used[count++] = at;
      }
    }
    return used;
  }

  /** Returns the first byte of a slot's key, 0 or 1. */
  int marker(int slot) {
    return marker(slots[slot + TAG]);
  }

  /** Returns how many bytes a slot's key has behind its marker. */
  int length(int slot) {
    return length(slots[slot + TAG]);
  }

  /**
   * Returns eight bytes of a slot's key, the first one highest, with zeros behind its end.
   *
   * @param depth how many bytes between the marker and them, a multiple of 8
   */
  long word(int slot, int depth) {
    int length = length(slot);
    if (depth >= length) {
      return 0;
    }
    if (length > INLINE_BYTES) {
      int at = (int) slots[slot + 1] + 1 + depth;
      return Long.reverseBytes(KeyHash.head(keys, at, length - depth));
    }
    return depth == 0
        ? Long.reverseBytes(slots[slot])
        : Long.reverseBytes(slots[slot + 1]) << Byte.SIZE * (INLINE_BYTES - length);
  }

  /**
   * Sets a key to that of a slot.
   *
   * @param key a slice of an array that the next call, a new key or {@link #clear} may change
   */
  void read(int slot, GroupKey key) {
    int length = length(slot);
    if (length > INLINE_BYTES) {
      key.set(keys, (int) slots[slot + 1], 1 + length);
      return;
    }
    inline[0] = (byte) marker(slot);
    LONGS.set(inline, 1, slots[slot]);
    if (length > Long.BYTES) {
      LONGS.set(inline, 1 + length - Long.BYTES, slots[slot + 1]);
    }
    key.set(inline, 0, 1 + length);
  }

  /**
   * Puts the groups of some slots into an array, and reads their keys, as {@link #fetch} does.
   * Returns a sum of what it read.
   */
  int fetchGroups(int[] order, int from, int to, int[] result) {
    for (int i = from; i < to; i++) {
      result[i - from] = (int) slots[order[i] + TAG] - 1;
    }
    return fetchKeys(order, from, to);
  }

  /** Reads the keys of some slots that lie elsewhere, as {@link #fetch} does. */
  private int fetchKeys(int[] order, int from, int to) {
    int sum = 0;
    for (int i = from; i < to; i++) {
      if (length(order[i]) > INLINE_BYTES) {
        sum += keys[(int) slots[order[i] + 1]];
      }
    }
    return sum;
  }

  /**
   * Replaces the number that each key has in the four bytes behind its marker, the highest first.
   * Until {@link #clear} no key can be found any more.
   *
   * @param numbers by the old number
   */
  void renumber(int[] numbers) {
    GroupKey key = new GroupKey();
    for (int at = 0; at < slots.length; at += WIDTH) {
      if (slots[at + TAG] != 0) {
        read(at, key);
        int place = key.start() + 1;
        INTS.set(key.bytes(), place, numbers[number(key.bytes(), key.start())]);
        int length = length(at);
        if (length <= INLINE_BYTES) {
          slots[at] = head(inline, 1, length);
          slots[at + 1] = tail(inline, 1, length);
        }
      }
    }
  }

  /** Returns the number in the four bytes behind the marker of a slot's key. */
  int number(int slot) {
    return (int) (word(slot, 0) >>> Integer.SIZE);
  }

  /** Returns the number in the four bytes behind a key's marker. */
  static int number(byte[] bytes, int start) {
    return (int) INTS.get(bytes, start + 1);
  }

  /** Forgets all groups, and gives back the memory of all but a small table. */
  void clear() {
    groups = 0;
    keyBytes = 0;
    if (slotCount > FIRST_SLOTS || keys.length > FIRST_BYTES) {
      allocate();
    } else {
      Arrays.fill(slots, 0);
    }
  }
}
