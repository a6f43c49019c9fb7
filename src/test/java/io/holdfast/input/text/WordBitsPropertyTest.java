package io.holdfast.input.text;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Random;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;

/** The bits of a block, against its bytes one by one. */
class WordBitsPropertyTest {
  @Property(tries = 3000)
  void tellWhatTheBytesTell(
      @ForAll Separators separators,
      @ForAll Random random,
      @ForAll @IntRange(max = 9) int before,
      @ForAll @IntRange(min = 1, max = 256) int values,
      @ForAll @IntRange(max = 255) int least) {
    byte[] bytes = new byte[before + WordBits.BLOCK + ByteWindow.PADDING];
    for (int i = 0; i < bytes.length; i++) {
      bytes[i] = (byte) (least + random.nextInt(values));
    }
    boolean plain = true;
    long words = 0;
    for (int i = 0; i < WordBits.BLOCK; i++) {
      byte kind = separators.classes()[bytes[before + i] & 0xff];
      plain &= kind != Separators.LEAD;
      words |= kind == Separators.SEPARATOR ? 0 : 1L << i;
    }
    assertThat(new WordBits(separators).isPlain(bytes, before))
        .isEqualTo(plain && words == WordBits.of(bytes, before));
  }
}
