package io.holdfast.map;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.ByteBuffer;
import java.util.Arrays;
import java.util.HashMap;
import java.util.Map;
import java.util.Random;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;

/** The table against a map of the JDK. */
class GroupTablePropertyTest {
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
        int padding = random.nextInt(3);
        byte[] padded = Arrays.copyOf(key, key.length + padding * 7);
        int group = table.find(marker, padded, 0, key.length);
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
      table.read(slot);
      byte[] key =
          Arrays.copyOfRange(
              table.readBytes(), table.readStart() + 1, table.readStart() + table.readLength());
      assertThat(table.readBytes()[table.readStart()]).isEqualTo((byte) table.marker(slot));
      assertThat(table.length(slot)).isEqualTo(key.length);
      for (int depth = 0; depth <= key.length; depth += Long.BYTES) {
        byte[] word = Arrays.copyOfRange(key, depth, depth + Long.BYTES);
        assertThat(table.word(slot, depth)).isEqualTo(ByteBuffer.wrap(word).getLong());
      }
      int[] group = new int[1];
      table.groups(new int[] {slot}, 0, 1, group);
      stored.put(table.marker(slot) + Arrays.toString(key), group[0]);
    }
    assertThat(stored).hasSize(table.size());
    return stored;
  }
}
