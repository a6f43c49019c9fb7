package io.holdfast.output;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import org.junit.jupiter.api.Test;

/** Boundaries follow from the keys alone, and part them evenly. */
class KeyRangesTest {
  private static final int KEYS = 50_000;

  private static List<byte[]> boundaries(List<byte[]> keys, int parts, int ranges, Random random) {
    List<KeySampler> samples = new ArrayList<>();
    for (int part = 0; part < parts; part++) {
      samples.add(new KeySampler(parts));
    }
    for (byte[] key : keys) {
      samples.get(random.nextInt(parts)).offer(key, 0, key.length);
    }
    KeyRanges found = new KeyRanges();
    samples.forEach(sample -> found.add(sample.sample()));
    return found.boundaries(ranges);
  }

  @Property(tries = 10)
  void rangesAreEven(
      @ForAll long seed,
      @ForAll @IntRange(min = 1, max = 40) int parts,
      @ForAll @IntRange(min = 2, max = 20) int ranges) {
    List<byte[]> keys = keys(KEYS, new Random(seed));
    List<byte[]> boundaries = boundaries(keys, parts, ranges, new Random(seed + 1));
    assertThat(boundaries).hasSize(ranges - 1).isSortedAccordingTo(Arrays::compareUnsigned);
    int[] sizes = new int[ranges];
    for (byte[] key : keys) {
      int at = Collections.binarySearch(boundaries, key, Arrays::compareUnsigned);
      sizes[at < 0 ? -at - 1 : at + 1]++;
    }
    double even = (double) KEYS / ranges;
    for (double size : sizes) {
      assertThat(size).isBetween(even / 2, even * 2);
    }
  }

  /** However the keys of each part came, in whichever order, its sample is the same. */
  @Property(tries = 10)
  void theOrderOfKeysDoesNotMatter(@ForAll long seed) {
    List<byte[]> keys = keys(KEYS, new Random(seed));
    List<byte[]> one = boundaries(keys, 1, 9, new Random());
    Collections.shuffle(keys, new Random(seed + 1));
    assertThat(boundaries(keys, 1, 9, new Random())).containsExactlyElementsOf(one);
  }

  @Test
  void fewKeysMakeFewRanges() {
    List<byte[]> keys = List.of(new byte[] {1}, new byte[] {2}, new byte[] {2});
    assertThat(boundaries(List.of(), 3, 4, new Random(1))).isEmpty();
    assertThat(boundaries(keys, 3, 1, new Random(1))).isEmpty();
    assertThat(boundaries(keys, 3, 9, new Random(1))).containsExactly(new byte[] {2});
  }

  /** However much keys have in common, as addresses do, boundaries tell them apart. */
  @Test
  void longKeysAreToldApart() {
    List<byte[]> keys = new ArrayList<>();
    for (int i = 0; i < 1000; i++) {
      byte[] key = new byte[5003];
      key[5000] = (byte) (i >> 8);
      key[5001] = (byte) i;
      keys.add(key);
    }
    List<byte[]> boundaries = boundaries(keys, 1, 4, new Random(1));
    assertThat(boundaries).hasSize(3);
    assertThat(boundaries).allSatisfy(key -> assertThat(key.length).isBetween(5001, 5002));
  }

  @Test
  void samplesOfManyPartsAreSmall() {
    KeySampler sampler = new KeySampler(100_000);
    Random random = new Random(1);
    byte[] key = new byte[300];
    for (int i = 0; i < 10_000; i++) {
      random.nextBytes(key);
      sampler.offer(key, 0, key.length);
    }
    assertThat(sampler.sample().members()).hasSize(1);
  }

  private static List<byte[]> keys(int count, Random random) {
    List<byte[]> keys = new ArrayList<>();
    for (int i = 0; i < count; i++) {
      keys.add(ByteBuffer.allocate(8).putLong((long) (random.nextGaussian() * 1e15)).array());
    }
    return keys;
  }
}
