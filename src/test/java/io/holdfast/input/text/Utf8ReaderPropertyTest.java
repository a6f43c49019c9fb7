package io.holdfast.input.text;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.holdfast.record.BytesOutput;
import java.util.Arrays;
import net.jqwik.api.Example;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;

class Utf8ReaderPropertyTest {
  @Property
  void readsWhatTheJdkDecodesInPiecesOfAnySize(
      @ForAll String drawn, @ForAll @IntRange(min = 1, max = 9) int piece) {
    String text = new String((drawn + "a\u00e9\u20ac\ud83d\udc4d").getBytes(UTF_8), UTF_8);
    byte[] bytes = ("x" + text + "y").getBytes(UTF_8);
    Utf8Reader reader = new Utf8Reader().reset(bytes, 1, bytes.length - 2);
    StringBuilder read = new StringBuilder();
    char[] target = new char[piece + 1];
    for (int n = reader.read(target, 1, piece); n >= 0; n = reader.read(target, 1, piece)) {
      assertThat(n).isPositive();
      read.append(target, 1, n);
    }
    assertThat(read).hasToString(text);
    assertThat(reader.read(target, 0, 0)).isZero();
  }

  @Example
  void everyCodePointSurvivesBothWays() {
    BytesOutput out = new BytesOutput();
    for (int c = 0; c <= Character.MAX_CODE_POINT; c++) {
      if (c < Character.MIN_SURROGATE || c > Character.MAX_SURROGATE) {
        byte[] expected = Character.toString(c).getBytes(UTF_8);
        out.clear();
        CodePoints.encode(c, out);
        boolean same =
            out.length() == expected.length
                && CodePoints.size(expected[0]) == expected.length
                && CodePoints.decode(expected, 0) == c
                && Arrays.equals(out.bytes(), 0, out.length(), expected, 0, expected.length);
        assertThat(same).as("U+%04X", c).isTrue();
      }
    }
  }
}
