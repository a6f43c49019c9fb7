package io.holdfast.record;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.Random;
import org.junit.jupiter.api.Test;

/** The UTF-8 check against the JDK's own decoder. */
class Utf8Test {
  private static final int[] BYTES = {
    0, 'a', 0x7f, 0x80, 0x8f, 0x90, 0x9f, 0xa0, 0xbf, 0xc0, 0xc1, 0xc2, 0xdf, 0xe0, 0xed, 0xef,
    0xf0, 0xf4, 0xf5, 0xff
  };

  @Test
  void agreesWithTheJdkOnEverySequenceOfFourTellingBytes() {
    byte[] four = new byte[4];
    for (int a : BYTES) {
      for (int b : BYTES) {
        for (int c : BYTES) {
          for (int d : BYTES) {
            four[0] = (byte) a;
            four[1] = (byte) b;
            four[2] = (byte) c;
            four[3] = (byte) d;
            assertAgrees(four);
          }
        }
      }
    }
  }

  @Test
  void agreesWithTheJdkOnLongTextsWithOneByteChanged() {
    Random random = new Random(7);
    byte[] text =
        "The quick Straße 😀 ελληνικά 日本語 and plain words".getBytes(StandardCharsets.UTF_8);
    for (int i = 0; i < 20_000; i++) {
      byte[] damaged = text.clone();
      damaged[random.nextInt(damaged.length)] = (byte) random.nextInt();
      assertAgrees(damaged);
    }
  }

  private static void assertAgrees(byte[] bytes) {
    int first = Utf8.firstMalformed(bytes, 0, bytes.length);
    assertThat(first < 0).as("%s", bytes).isEqualTo(isWellFormed(bytes, bytes.length));
    if (first >= 0) {
      assertThat(isWellFormed(bytes, first)).as("before %d", first).isTrue();
    }
  }

  private static boolean isWellFormed(byte[] bytes, int length) {
    try {
      StandardCharsets.UTF_8.newDecoder().decode(ByteBuffer.wrap(bytes, 0, length));
      return true;
    } catch (CharacterCodingException e) {
      return false;
    }
  }
}
