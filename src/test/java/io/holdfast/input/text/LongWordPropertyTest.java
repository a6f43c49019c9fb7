package io.holdfast.input.text;

import static org.assertj.core.api.Assertions.assertThat;

import io.holdfast.record.Batch;
import io.holdfast.record.BytesVector;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;

/** Words over the limit are malformed rows, each once, however a text is cut into ranges. */
class LongWordPropertyTest {
  private static final String SPACE = "\u3000";

  @Property(tries = 200)
  void anyCutGivesTheSameRows(
      @ForAll Random random,
      @ForAll @IntRange(min = 16, max = 200) int limit,
      @ForAll @IntRange(min = 1, max = 500) int rangeBytes)
      throws IOException {
    check(random, limit, rangeBytes, 2 * limit, 30);
  }

  @Property(tries = 5)
  void wordsLongerThanTheReadersWindowToo(
      @ForAll Random random, @ForAll @IntRange(min = 16, max = 600_000) int limit)
      throws IOException {
    check(random, limit, 30_000 + random.nextInt(900_000), 1_200_000, 6);
  }

  private static void check(Random random, int limit, int rangeBytes, int longest, int words)
      throws IOException {
    StringBuilder text = new StringBuilder();
    List<String> expected = new ArrayList<>();
    for (int i = 0; i < words; i++) {
      text.append(random.nextBoolean() ? " " : SPACE);
      int length = random.nextInt(8) == 0 ? limit + random.nextInt(3) : random.nextInt(longest) + 1;
      String word = "w".repeat(length - 1) + (char) ('a' + random.nextInt(26));
      int offset = text.toString().getBytes(StandardCharsets.UTF_8).length;
      expected.add(length > limit ? malformed(offset, word, limit) : offset + " " + word);
      text.append(word);
    }
    byte[] bytes = text.append(" ").toString().getBytes(StandardCharsets.UTF_8);
    for (Separators separators : Separators.values()) {
      if (separators == Separators.ASCII && text.indexOf(SPACE) >= 0) {
        continue;
      }
      List<String> rows = new ArrayList<>();
      for (int start = 0; start < bytes.length; start += rangeBytes) {
        read(bytes, start, Math.min(rangeBytes, bytes.length - start), separators, limit, rows);
      }
      assertThat(rows).isEqualTo(expected);
    }
  }

  private static String malformed(long offset, String word, int limit) {
    String reason = "word: longer than holdfast.input.word-limit-bytes=" + limit;
    String raw = word.substring(0, Math.min(1024, word.length()));
    return offset + " " + word.length() + " " + reason + " " + raw;
  }

  private static void read(
      byte[] bytes, int start, int length, Separators separators, int limit, List<String> rows)
      throws IOException {
    int first = (int) WordReader.firstByte(start);
    ByteArrayInputStream in = new ByteArrayInputStream(bytes, first, bytes.length - first);
    Batch batch = new Batch(WordReader.SCHEMA);
    try (WordReader reader = new WordReader("t", in, start, length, separators, limit)) {
      while (reader.next(batch)) {
        for (int row = 0; row < batch.size(); row++) {
          rows.add(batch.place(row).position() + " " + text(batch, row));
        }
      }
    }
  }

  private static String text(Batch batch, int row) {
    if (batch.malformed(row) == null) {
      return new String(((BytesVector) batch.column(0)).get(row), StandardCharsets.UTF_8);
    }
    return batch.malformed(row).length()
        + " "
        + batch.malformed(row).reason()
        + " "
        + new String(batch.malformed(row).raw(), StandardCharsets.UTF_8);
  }
}
