package io.holdfast.reduce;

import static org.assertj.core.api.Assertions.assertThat;

import io.holdfast.record.BytesOutput;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;

/** The smallest keys of all, and no key is lost where they do not fit. */
class TopKeysPropertyTest {
  @Property(tries = 200)
  void keepTheSmallest(@ForAll long seed, @ForAll @IntRange(max = 120) int limit) {
    List<byte[]> keys = keys(new Random(seed));
    TopKeys top = new TopKeys(limit, Long.MAX_VALUE);
    keys.forEach(key -> top.offer(output(key)));
    assertThat(top.isFull()).isFalse();
    keys.sort(Arrays::compareUnsigned);
    assertThat(top.drain()).containsExactlyElementsOf(keys.subList(0, Math.min(limit, 100)));
    assertThat(top.drain()).isEmpty();
  }

  @Property(tries = 200)
  void areFullWhenTheyTakeTooMuch(@ForAll long seed) {
    TopKeys top = new TopKeys(100, 300);
    long bytes = 0;
    for (byte[] key : keys(new Random(seed))) {
      top.offer(output(key));
      bytes += key.length + 24;
      assertThat(top.isFull()).isEqualTo(bytes > 300);
    }
  }

  private static List<byte[]> keys(Random random) {
    List<byte[]> keys = new ArrayList<>();
    for (int i = 0; i < 100; i++) {
      byte[] key = new byte[1 + random.nextInt(3)];
      random.nextBytes(key);
      keys.add(key);
    }
    return keys;
  }

  private static BytesOutput output(byte[] key) {
    BytesOutput out = new BytesOutput();
    out.writeBytes(key, 0, key.length);
    return out;
  }
}
