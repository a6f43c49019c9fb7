package io.holdfast.input.text;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.holdfast.error.ErrorKind;
import io.holdfast.error.HoldfastException;
import io.holdfast.record.Batch;
import io.holdfast.record.BytesVector;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
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
  void aWordOverTheLimitIsNamedByItsOffset() {
    byte[] bytes = ("ab " + "x".repeat(1 << 20)).getBytes(StandardCharsets.UTF_8);
    InputStream in = new ByteArrayInputStream(bytes);
    WordReader reader =
        new WordReader("big.txt", in, 0, bytes.length, Separators.UNICODE, 300 << 10);
    Batch batch = new Batch(WordReader.SCHEMA);
    assertThatThrownBy(
            () -> {
              while (reader.next(batch)) {
                assertThat(batch.size()).isEqualTo(1);
              }
            })
        .isInstanceOfSatisfying(
            HoldfastException.class, e -> assertThat(e.kind()).isEqualTo(ErrorKind.DATA))
        .hasMessageStartingWith("[big.txt @ 3] expected a word of at most 307200 bytes");
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
