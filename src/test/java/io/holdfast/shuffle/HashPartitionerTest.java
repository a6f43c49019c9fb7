package io.holdfast.shuffle;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;

/** The partitioner itself, which no map-reduce test driver calls. */
class HashPartitionerTest {
  private final HashPartitioner partitioner = new HashPartitioner();

  @Test
  void aKeyGoesToTheSameReducerForEver() {
    // Written down once: a change would send tomorrow's keys to other parts than today's.
    assertThat(partition("the", 7)).isEqualTo(2);
    assertThat(partition("quick", 7)).isEqualTo(0);
    assertThat(partition("brown", 7)).isEqualTo(4);
    assertThat(partition("Straße", 7)).isEqualTo(0);
    assertThat(partition("", 7)).isEqualTo(0);
    assertThat(partition("a word that is longer than eight bytes", 7)).isEqualTo(5);
  }

  @Test
  void whereAKeyLiesInItsArrayDoesNotMatter() {
    byte[] wide = "..the.............".getBytes(StandardCharsets.UTF_8);
    wide[1] = KeyEncoder.PRESENT;
    GroupKey key = new GroupKey();
    key.set(wide, 1, 4);
    assertThat(partitioner.getPartition(key, null, 1000)).isEqualTo(partition("the", 1000));
  }

  @Test
  void theTallyGoesToTheFirstReducer() {
    assertThat(partitioner.getPartition(new GroupKey(), null, 5)).isZero();
  }

  @Test
  void numbersInARowAreSpreadEvenly() {
    for (int reducers : new int[] {2, 3, 7, 64, 1000}) {
      int[] load = new int[reducers];
      int perReducer = 1000;
      LongStream.range(0, (long) reducers * perReducer)
          .forEach(n -> load[partition("key" + n, reducers)]++);
      // Five standard deviations of a binomial: passes for a good hash, whatever the keys.
      double bound = perReducer + 5 * Math.sqrt(perReducer);
      assertThat((double) Arrays.stream(load).max().orElseThrow()).isLessThan(bound);
    }
  }

  private int partition(String text, int reducers) {
    byte[] word = text.getBytes(StandardCharsets.UTF_8);
    byte[] bytes = new byte[word.length + 1];
    bytes[0] = KeyEncoder.PRESENT;
    System.arraycopy(word, 0, bytes, 1, word.length);
    GroupKey key = new GroupKey();
    key.set(bytes, 0, bytes.length);
    return partitioner.getPartition(key, null, reducers);
  }
}
