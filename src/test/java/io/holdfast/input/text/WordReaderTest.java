package io.holdfast.input.text;

import static org.assertj.core.api.Assertions.assertThat;

import io.holdfast.record.Batch;
import io.holdfast.record.BytesVector;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.SequenceInputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

/** Texts that are larger than the reader's window, and words that are too long for it. */
class WordReaderTest {
  @Test
  void wordsAcrossTheWindowsEndAreWhole() throws IOException {
    Random random = new Random(3);
    StringBuilder text = new StringBuilder();
    List<String> words = new ArrayList<>();
    while (text.length() < 1 << 20) {
      String word = "x".repeat(1 + random.nextInt(300)) + words.size();
      words.add(word);
      text.append(word).append(random.nextBoolean() ? "\u3000" : "\n");
    }
    byte[] bytes = text.toString().getBytes(StandardCharsets.UTF_8);
    assertThat(WordReaderPropertyTest.readRange(bytes, 0, bytes.length, Separators.UNICODE))
        .isEqualTo(words);
  }

  @Test
  void aRangeInsideOneLongWordHasNoWords() throws IOException {
    byte[] bytes = new byte[2 << 20];
    Arrays.fill(bytes, (byte) 'x');
    bytes[bytes.length - 2] = ' ';
    assertThat(WordReaderPropertyTest.readRange(bytes, 1 << 19, 1 << 18, Separators.UNICODE))
        .isEmpty();
    assertThat(WordReaderPropertyTest.readRange(bytes, bytes.length - 1, 1, Separators.UNICODE))
        .containsExactly("x");
  }

  @Test
  void aWordOfGigabytesIsOneMalformedRowInLittleMemory() throws IOException {
    long length = (1L << 31) + 12_345;
    InputStream in =
        new SequenceInputStream(
            Collections.enumeration(
                List.of(
                    new ByteArrayInputStream("ab ".getBytes(StandardCharsets.US_ASCII)),
                    new Endless(length),
                    new ByteArrayInputStream(" cd ef".getBytes(StandardCharsets.US_ASCII)))));
    Batch batch = new Batch(WordReader.SCHEMA);
    try (WordReader reader = new WordReader("big.txt", in, 0, 5, Separators.UNICODE, 300 << 10)) {
      assertThat(reader.next(batch)).isTrue();
      assertThat(batch.size()).isEqualTo(1);
      assertThat(batch.malformedCount()).isZero();
      assertThat(reader.next(batch)).isTrue();
      assertThat(batch.size()).isEqualTo(1);
      assertThat(batch.column(0).isNull(0)).isTrue();
      assertThat(batch.place(0)).hasToString("big.txt @ 3");
      assertThat(batch.malformed(0).length()).isEqualTo(length);
      assertThat(batch.malformed(0).reason())
          .isEqualTo("word: longer than holdfast.input.word-limit-bytes=307200");
      assertThat(batch.malformed(0).raw()).hasSize(1024).containsOnly('x');
      assertThat(reader.next(batch)).as("words behind belong to the next range").isFalse();
    }
  }

  /** So many letters, made when they are read. */
  private static final class Endless extends InputStream {
    private long left;

    Endless(long left) {
      this.left = left;
    }

    @Override
    public int read() {
      return left-- > 0 ? 'x' : -1;
    }

    @Override
    public int read(byte[] bytes, int start, int length) {
      int count = (int) Math.min(length, left);
      Arrays.fill(bytes, start, start + count, (byte) 'x');
      left -= count;
      return count == 0 ? -1 : count;
    }
  }

  @Test
  void rowsKnowTheirByteOffset() throws IOException {
    byte[] bytes = "  one \n two".getBytes(StandardCharsets.UTF_8);
    Batch batch = new Batch(WordReader.SCHEMA);
    try (WordReader reader =
        new WordReader(
            "f", new ByteArrayInputStream(bytes), 0, bytes.length, Separators.UNICODE, 100)) {
      assertThat(reader.next(batch)).isTrue();
    }
    assertThat(((BytesVector) batch.column(0)).get(1)).isEqualTo(new byte[] {'t', 'w', 'o'});
    assertThat(batch.place(0)).hasToString("f @ 2");
    assertThat(batch.place(1)).hasToString("f @ 8");
  }
}
