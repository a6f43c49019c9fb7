package io.holdfast.query;

import static org.assertj.core.api.Assertions.assertThat;

import io.holdfast.record.Pulse;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.regex.Pattern;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Example;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;

class LikePatternPropertyTest {
  @Provide
  Arbitrary<String> texts() {
    return pieces("a", "b", "\u00e9", "\u65e5", "\uD83D\uDE00", "\n", "%", "_", "!");
  }

  @Provide
  Arbitrary<String> patterns() {
    return pieces("a", "b", "\u00e9", "\uD83D\uDE00", "%", "%", "_", "_", "!%", "!_", "!!");
  }

  private static Arbitrary<String> pieces(String... pieces) {
    return Arbitraries.of(pieces).list().ofMaxSize(8).map(list -> String.join("", list));
  }

  @Property(tries = 5000)
  void matchesLikeARegularExpression(
      @ForAll("texts") String text, @ForAll("patterns") String pattern) {
    byte[] utf8 = ("xx" + text + "yy").getBytes(StandardCharsets.UTF_8);
    boolean matched = new LikePattern(pattern, '!').matches(utf8, 2, utf8.length - 4, Pulse.NONE);
    assertThat(matched).isEqualTo(regex(pattern).matcher(text).matches());
  }

  private static Pattern regex(String like) {
    StringBuilder regex = new StringBuilder();
    for (int i = 0; i < like.length(); i++) {
      char next = like.charAt(i);
      if (next == '!') {
        regex.append("\\x{").append(Integer.toHexString(like.charAt(++i))).append('}');
      } else if (next == '%' || next == '_') {
        regex.append(next == '%' ? ".*" : ".");
      } else {
        regex.append(next);
      }
    }
    return Pattern.compile(regex.toString(), Pattern.DOTALL);
  }

  @Example
  void manyRunsDoNotExplode() {
    byte[] text = "a".repeat(20_000).getBytes(StandardCharsets.UTF_8);
    LikePattern pattern = new LikePattern("%a".repeat(500) + "%b%", -1);
    assertThat(pattern.matches(text, 0, text.length, Pulse.NONE)).isFalse();
  }

  @Example
  void aLongTextBeatsOnTheWay() {
    for (String letter : new String[] {"a", "\u00e9", "\u20ac"}) {
      byte[] text = ("x" + letter.repeat(1 << 20)).getBytes(StandardCharsets.UTF_8);
      AtomicInteger beats = new AtomicInteger();
      LikePattern pattern = new LikePattern("%" + letter.repeat(20) + "b", -1);
      assertThat(pattern.matches(text, 0, text.length, beats::incrementAndGet)).isFalse();
      assertThat(beats).hasValue(text.length >>> 16);
    }
  }

  @Example
  void withoutAnEscapeTheBackslashIsOrdinary() {
    byte[] text = "a\\b".getBytes(StandardCharsets.UTF_8);
    assertThat(new LikePattern("a\\_", -1).matches(text, 0, text.length, Pulse.NONE)).isTrue();
  }
}
