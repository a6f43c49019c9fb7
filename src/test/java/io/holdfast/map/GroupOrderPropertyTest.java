package io.holdfast.map;

import static org.assertj.core.api.Assertions.assertThat;

import io.holdfast.record.BytesOutput;
import io.holdfast.shuffle.GroupKey;
import io.holdfast.shuffle.HashPartitioner;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import net.jqwik.api.Example;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;

/** The order of groups, against a comparison of whole keys. */
class GroupOrderPropertyTest {
  @Property(tries = 300)
  void isThatOfPartitionsAndKeys(
      @ForAll Random random,
      @ForAll @IntRange(max = 3000) int keys,
      @ForAll @IntRange(max = 40) int common,
      @ForAll @IntRange(min = 1, max = 20) int longest,
      @ForAll @IntRange(min = 1, max = 256) int letters,
      @ForAll @IntRange(min = 1, max = 9) int partitions) {
    byte[] prefix = new byte[common];
    random.nextBytes(prefix);
    GroupTable table = new GroupTable();
    for (int i = 0; i < keys; i++) {
      byte[] key = Arrays.copyOf(prefix, random.nextInt(common + longest + 1));
      for (int at = common; at < key.length; at++) {
        key[at] = (byte) random.nextInt(letters);
      }
      table.find(random.nextInt(20) == 0 ? 0 : 1, key, 0, key.length);
    }
    assertSorted(table, partitions);
  }

  /** Keys that each begin the next one split off one group a digit: the deepest recursion. */
  @Example
  void copesWithKeysThatBeginEachOther() {
    GroupTable table = new GroupTable();
    byte[] letters = new byte[3000];
    for (int length = 0; length < letters.length; length++) {
      table.find(1, letters, 0, length);
    }
    assertSorted(table, 2);
  }

  @Example
  void copesWithMany() {
    GroupTable table = new GroupTable();
    Random random = new Random(5);
    for (int i = 0; i < 300_000; i++) {
      byte[] key = Long.toString(random.nextInt(), 36).getBytes();
      table.find(1, key, 0, key.length);
    }
    assertThat(assertSorted(table, 4)).isGreaterThan(1);
  }

  /** Returns how often the sorting told that it goes on. */
  private static int assertSorted(GroupTable table, int partitions) {
    Sink sink = new Sink(partitions);
    int[] sorted = GroupOrder.of(table, sink);
    List<Integer> expected = new ArrayList<>();
    Map<Integer, byte[]> keys = new HashMap<>();
    for (int slot : table.usedSlots()) {
      GroupKey key = new GroupKey();
      table.read(slot, key);
      expected.add(slot);
      keys.put(slot, Arrays.copyOfRange(key.bytes(), key.start(), key.start() + key.length()));
    }
    expected.sort(
        Comparator.<Integer>comparingInt(slot -> sink.partition(keys.get(slot)))
            .thenComparing(keys::get, Arrays::compareUnsigned));
    assertThat(Arrays.stream(sorted).boxed().toList()).isEqualTo(expected);
    return sink.beats;
  }

  private static final class Sink implements GroupSink {
    private final HashPartitioner partitioner = new HashPartitioner();
    private final GroupKey key = new GroupKey();
    private final int partitions;
    private int beats;

    Sink(int partitions) {
      this.partitions = partitions;
    }

    int partition(byte[] key) {
      return partition(key, 0, key.length);
    }

    @Override
    public int partitions() {
      return partitions;
    }

    @Override
    public int partition(byte[] keys, int start, int length) {
      key.set(keys, start, length);
      return partitioner.getPartition(key, null, partitions);
    }

    @Override
    public void beat() {
      beats++;
    }

    @Override
    public BytesOutput states() {
      throw new AssertionError();
    }

    @Override
    public void emit(byte[] keys, int start, int length) {
      throw new AssertionError();
    }
  }
}
