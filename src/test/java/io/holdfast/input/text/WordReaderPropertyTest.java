package io.holdfast.input.text;

import static org.assertj.core.api.Assertions.assertThat;

import io.holdfast.record.Batch;
import io.holdfast.record.BytesVector;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.regex.Pattern;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.constraints.IntRange;

/** Words are the same however a text is cut into ranges, and the same as a regular expression's. */
class WordReaderPropertyTest {
  private static final Pattern UNICODE_SPACE =
      Pattern.compile(
          "[\\u0009-\\u000d\\u001c-\\u001f\\u0020\\u0085\\u00a0\\u1680\\u2000-\\u200a\\u2028\\u2029"
              + "\\u202f\\u205f\\u3000]+");
  private static final Pattern ASCII_SPACE = Pattern.compile("[ \\t\\n\\r\\f]+");

  /** The first pieces have bytes of ASCII only, none that is a separator in one set only. */
  private static final int PLAIN = 9;

  private static final List<String> PIECES =
      List.of(
          "a",
          "bc",
          "word",
          "a-long-word-of-letters",
          " ",
          "  ",
          "\n",
          "\t",
          "\r\n",
          "\f",
          "\u000b",
          "\u001c",
          "\u001f",
          "\u0001",
          "\0",
          "\u0085",
          "\u00a0",
          "\u1680",
          "\u2000",
          "\u200a",
          "\u200b",
          "\u2028",
          "\u2029",
          "\u202f",
          "\u205f",
          "\u3000",
          "\u3001",
          "\ufeff",
          "é",
          "語",
          "😀",
          "\u0080",
          "\u1681",
          "\u2060",
          "\u00c2");

  @Property(tries = 1000)
  void wordsAreWhatIsBetweenWhiteSpace(@ForAll("texts") String text) throws IOException {
    assertThat(read(text, text.length() * 4 + 1, Separators.UNICODE))
        .isEqualTo(split(text, UNICODE_SPACE));
    assertThat(read(text, text.length() * 4 + 1, Separators.ASCII))
        .isEqualTo(split(text, ASCII_SPACE));
  }

  @Property(tries = 1000)
  void anyCutGivesTheSameWords(
      @ForAll("texts") String text, @ForAll @IntRange(min = 1, max = 20) int rangeBytes)
      throws IOException {
    assertThat(read(text, rangeBytes, Separators.UNICODE)).isEqualTo(split(text, UNICODE_SPACE));
    assertThat(read(text, rangeBytes, Separators.ASCII)).isEqualTo(split(text, ASCII_SPACE));
  }

  /** Long enough for blocks, batches and windows to end anywhere; most of it plain ASCII. */
  @Property(tries = 200)
  void longTextsToo(
      @ForAll Random random,
      @ForAll @IntRange(max = 60_000) int length,
      @ForAll @IntRange(min = 1, max = 2000) int plainPieces,
      @ForAll @IntRange(min = 50, max = 70_000) int rangeBytes)
      throws IOException {
    StringBuilder text = new StringBuilder();
    while (text.length() < length) {
      boolean plain = random.nextInt(plainPieces) > 0;
      text.append(PIECES.get(random.nextInt(plain ? PLAIN : PIECES.size())));
    }
    String all = text.toString();
    assertThat(read(all, rangeBytes, Separators.UNICODE)).isEqualTo(split(all, UNICODE_SPACE));
    assertThat(read(all, rangeBytes, Separators.ASCII)).isEqualTo(split(all, ASCII_SPACE));
  }

  private static List<String> split(String text, Pattern space) {
    String content = text.startsWith("\ufeff") ? text.substring(1) : text;
    return Arrays.stream(space.split(content)).filter(word -> !word.isEmpty()).toList();
  }

  private static List<String> read(String text, int rangeBytes, Separators separators)
      throws IOException {
    byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
    List<String> words = new ArrayList<>();
    for (int start = 0; start < bytes.length; start += rangeBytes) {
      int length = Math.min(rangeBytes, bytes.length - start);
      words.addAll(readRange(bytes, start, length, separators));
    }
    return words;
  }

  static List<String> readRange(byte[] bytes, int start, int length, Separators separators)
      throws IOException {
    int first = (int) WordReader.firstByte(start);
    ByteArrayInputStream in = new ByteArrayInputStream(bytes, first, bytes.length - first);
    Batch batch = new Batch(WordReader.SCHEMA);
    List<String> words = new ArrayList<>();
    try (WordReader reader = new WordReader("text", in, start, length, separators, 1 << 20)) {
      while (reader.next(batch)) {
        BytesVector column = (BytesVector) batch.column(0);
        for (int row = 0; row < batch.size(); row++) {
          words.add(new String(column.get(row), StandardCharsets.UTF_8));
        }
      }
    }
    return words;
  }

  @Provide
  Arbitrary<String> texts() {
    return Arbitraries.of(PIECES).list().ofMaxSize(40).map(list -> String.join("", list));
  }
}
