package io.holdfast.map;

import static org.assertj.core.api.Assertions.assertThat;

import io.holdfast.record.BytesVector;
import io.holdfast.record.Type;
import io.holdfast.shuffle.GroupKey;
import io.holdfast.shuffle.KeyHash;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.stream.IntStream;
import net.jqwik.api.Example;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;

/** The table against a map of the JDK. */
class GroupTablePropertyTest {
  private static final int COLLIDING_BYTES = 24;

  @Property(tries = 30)
  void numbersKeysInOrderOfAppearance(@ForAll long seed) {
    Random random = new Random(seed);
    GroupTable table = new GroupTable();
    for (int round = 0; round < 2; round++) {
      Map<String, Integer> expected = new HashMap<>();
      int keys = 1 + random.nextInt(20_000);
      for (int i = 0; i < keys; i++) {
        byte[] key = randomKey(random);
        int marker = random.nextInt(2);
        byte[] data = new byte[key.length + random.nextInt(20)];
        random.nextBytes(data);
        int start = random.nextInt(data.length - key.length + 1);
        System.arraycopy(key, 0, data, start, key.length);
        long most = table.retainedBytes() + table.growthBytes(1, key.length + 1);
        int group = table.find(marker, data, start, key.length);
        assertThat(table.retainedBytes()).isLessThanOrEqualTo(most);
        if (group == expected.size() && random.nextInt(4) == 0) {
          table.removeLast();
          continue;
        }
        Integer known = expected.putIfAbsent(marker + Arrays.toString(key), expected.size());
        assertThat(group).isEqualTo(known == null ? expected.size() - 1 : known);
      }
      assertThat(stored(table)).isEqualTo(expected);
      table.clear();
      assertThat(table.size()).isZero();
    }
  }

  /** Every second key is too long for a slot; the table is one whose slots are fetched ahead. */
  @Example
  void findsAllOfManyKeysAgain() {
    int count = 400_000;
    GroupTable table = new GroupTable();
    BytesVector keys = new BytesVector(Type.TEXT, count);
    for (int i = 0; i < count; i++) {
      byte[] key = ((i % 2 == 0 ? "" : "longer than a slot ") + i).getBytes();
      keys.append(i, key, 0, key.length);
      assertThat(table.find(1, keys.data(), keys.starts()[i], key.length)).isEqualTo(i);
    }
    assertThat(table.isFar()).isTrue();
    int[] rows = IntStream.range(0, count).toArray();
    for (int i = 0; i < count; i++) {
      if (i % GroupTable.FETCHED == 0) {
        table.fetch(1, keys, rows, i, Math.min(count, i + GroupTable.FETCHED));
      }
      int group = table.find(1, keys.data(), keys.starts()[i], keys.lengths()[i]);
      assertThat(group).isEqualTo(i);
    }
    assertThat(table.size()).isEqualTo(count);
  }

  /** The first eight bytes are free; the next eight undo what they did to the hash. */
  @Example
  void tellsLongKeysOfOneHashApart() {
    GroupTable table = new GroupTable();
    long hash = KeyHash.hash(collidingKey(0), 0, COLLIDING_BYTES);
    for (int i = 0; i < 1000; i++) {
      byte[] key = collidingKey(i);
      assertThat(KeyHash.hash(key, 0, key.length)).isEqualTo(hash);
      assertThat(table.find(1, key, 0, key.length)).isEqualTo(i);
    }
    for (int i = 0; i < 1000; i++) {
      assertThat(table.find(1, collidingKey(i), 0, COLLIDING_BYTES)).isEqualTo(i);
    }
  }

  private static byte[] collidingKey(long first) {
    long product = (COLLIDING_BYTES ^ first) * 0x9E3779B97F4A7C15L;
    return ByteBuffer.allocate(COLLIDING_BYTES)
        .order(ByteOrder.LITTLE_ENDIAN)
        .putLong(first)
        .putLong(product ^ product >>> 32)
        .putLong(7)
        .array();
  }

  /** Two numbers that both count from 0, as of a composite key or a wide decimal. */
  @Example
  void spreadsKeysWhoseHalvesCount() {
    for (ByteOrder order : List.of(ByteOrder.BIG_ENDIAN, ByteOrder.LITTLE_ENDIAN)) {
      GroupTable table = new GroupTable();
      for (long i = 0; i < 1 << 16; i++) {
        ByteBuffer key = ByteBuffer.allocate(16).order(order).putLong(i >> 8).putLong(i & 0xff);
        table.find(1, key.array(), 0, 16);
      }
      assertThat(longestRun(table.usedSlots())).as("%s", order).isLessThan(300);
    }
  }

  /** Returns how many used slots lie side by side at most. */
  private static int longestRun(int[] slots) {
    int width = IntStream.range(1, slots.length).map(i -> slots[i] - slots[i - 1]).min().orElse(1);
    int longest = 1;
    int run = 1;
    for (int i = 1; i < slots.length; i++) {
      run = slots[i] - slots[i - 1] == width ? run + 1 : 1;
      longest = Math.max(longest, run);
    }
    return longest;
  }

  private static byte[] randomKey(Random random) {
    byte[] key = new byte[random.nextInt(4) == 0 ? random.nextInt(40) : random.nextInt(4)];
    for (int i = 0; i < key.length; i++) {
      key[i] = (byte) random.nextInt(random.nextBoolean() ? 3 : 256);
    }
    return key;
  }

  /** Returns the group of each key, as its slot tells them. */
  private static Map<String, Integer> stored(GroupTable table) {
    Map<String, Integer> stored = new HashMap<>();
    for (int slot : table.usedSlots()) {
      GroupKey read = new GroupKey();
      table.read(slot, read);
      int end = read.start() + read.length();
      byte[] key = Arrays.copyOfRange(read.bytes(), read.start() + 1, end);
      assertThat(read.bytes()[read.start()]).isEqualTo((byte) table.marker(slot));
      assertThat(table.length(slot)).isEqualTo(key.length);
      for (int depth = 0; depth <= key.length; depth += Long.BYTES) {
        byte[] word = Arrays.copyOfRange(key, depth, depth + Long.BYTES);
        assertThat(table.word(slot, depth)).isEqualTo(ByteBuffer.wrap(word).getLong());
      }
      int[] group = new int[1];
      table.fetchGroups(new int[] {slot}, 0, 1, group);
      stored.put(table.marker(slot) + Arrays.toString(key), group[0]);
    }
    assertThat(stored).hasSize(table.size());
    return stored;
  }
}
