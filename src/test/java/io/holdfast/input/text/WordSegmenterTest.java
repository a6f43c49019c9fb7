package io.holdfast.input.text;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Assertions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class WordSegmenterTest {
  private final WordSegmenter segmenter = new WordSegmenter();

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      value = {
        "word|word",
        "(“brown”)|brown",
        "can’t|can’t",
        "can't|can't",
        "32.3|32.3",
        "3,456.789|3,456.789",
        "1.2.3,|1.2.3",
        "e-mail|e mail",
        "'tis|tis",
        "dogs'|dogs",
        "end.|end",
        "U.S.A.|U.S.A",
        "A3-b4|A3 b4",
        "snake_case_|snake_case_",
        "__init__|__init__",
        "a:b|a:b",
        "1:2|1 2",
        "a;b|a b",
        "1;2|1;2",
        "a.1|a 1",
        "1.a|1 a",
        "me@example.org|me example.org",
        "https://example.org/x?y=1|https example.org x y 1",
        "a\u0000b|a b",
        "½x²|½ x ²",
      })
  void cutsAtDefaultBoundaries(String chunk, String words) {
    assertThat(Words.of(segmenter, chunk)).isEqualTo(words(words));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      value = {
        "l'été|l'été",
        "E\u0301te\u0301!|E\u0301te\u0301",
        "Straße,|Straße",
        "ἄνθρωπος·|ἄνθρωπος",
        "«Привет»|Привет",
        "צה\"ל|צה\"ל",
        "ג'|ג'",
        "א\"|א",
        "السلام،عليكم|السلام عليكم",
        "١٢٫٥|١٢٫٥",
        "हिन्दी।|हिन्दी",
        "தமிழ்|தமிழ்",
        "한국어의|한국어의",
        "カタカナ・テスト|カタカナ テスト",
        "カタ_カナ|カタ_カナ",
        "ｶﾞｷﾞ|ｶﾞｷﾞ",
        "ひらがな|ひ ら が な",
        "漢字、𠀀|漢 字 𠀀",
        "日本語カタABC1|日 本 語 カタ ABC1",
        "ที่นี่|ที่ นี่",
        "ខ្មែរ|ខ្ មែ រ",
        "አማርኛ።፲|አማርኛ ፲",
        "𝐀𝟏𐐷|𝐀𝟏𐐷",
      })
  void cutsManyLanguages(String chunk, String words) {
    assertThat(Words.of(segmenter, chunk)).isEqualTo(words(words));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      value = {
        "👍|",
        "👍🏽|",
        "❤️|",
        "👨‍👩‍👧‍👦|",
        "🇪🇺🇺🇳|",
        "🇪ok|ok",
        "👍yes👎|yes",
        "1️⃣|1️⃣",
        "a\u200d👍b|a\u200d👍 b",
        "...|",
        "---|",
        "_|",
        "€+$|",
        "\u200d|",
        "\u200b|",
        "!\u0301|",
        "\u0301|\u0301",
        "\u0301a|\u0301 a",
        "so\u00adft|so\u00adft",
      })
  void dropsSymbolsAndEmoji(String chunk, String words) {
    assertThat(Words.of(segmenter, chunk)).isEqualTo(words(words));
  }

  @Test
  void givesNothingForAnEmptyChunk() {
    assertThat(Words.of(segmenter, "")).isEmpty();
    assertThat(segmenter.next()).isFalse();
  }

  @Test
  void beginsAnewBeforeTheLastWordWasTaken() {
    byte[] bytes = "één-två".getBytes(UTF_8);
    segmenter.reset(bytes, 0, bytes.length);
    assertThat(segmenter.next()).isTrue();
    assertThat(Words.of(segmenter, "ab-c")).containsExactly("ab", "c");
    assertThat(Words.of(segmenter, "x")).containsExactly("x");
  }

  @Test
  void takesLongWords() {
    String word = "é𝐀'".repeat(200_000) + "e";
    assertThat(Words.of(segmenter, "(" + word + ")" + word)).containsExactly(word, word);
  }

  @Test
  void takesTimeLinearInTheChunk() {
    for (String unit : List.of("é.", "\u0301", "a\u200d.", "_\u200d", "א\"", "é\u0301\u200d!")) {
      String chunk = unit.repeat(1_000_000);
      Assertions.assertTimeoutPreemptively(
          Duration.ofSeconds(20), () -> Words.of(new WordSegmenter(), chunk));
    }
  }

  private static List<String> words(String line) {
    return line == null ? List.of() : Arrays.asList(line.split(" "));
  }
}
