package io.holdfast.map;

import static org.assertj.core.api.Assertions.assertThat;

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
        assertStored(table, group, marker, key);
      }
      assertThat(table.size()).isEqualTo(expected.size());
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

  private static void assertStored(GroupTable table, int group, int marker, byte[] key) {
    int start = table.start(group);
    assertThat(table.length(group)).isEqualTo(key.length + 1);
    assertThat(table.keys()[start]).isEqualTo((byte) marker);
    assertThat(Arrays.copyOfRange(table.keys(), start + 1, start + 1 + key.length)).isEqualTo(key);
  }
}
