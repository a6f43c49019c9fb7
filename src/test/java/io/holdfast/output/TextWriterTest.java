package io.holdfast.output;

import static org.assertj.core.api.Assertions.assertThat;

import io.holdfast.record.Batch;
import io.holdfast.record.BytesVector;
import io.holdfast.record.Column;
import io.holdfast.record.LongVector;
import io.holdfast.record.Schema;
import io.holdfast.record.Type;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.util.HexFormat;
import org.junit.jupiter.api.Test;

class TextWriterTest {
  private static final Schema COLUMNS =
      Schema.of(new Column("word", Type.TEXT), new Column("a\tb", Type.LONG));

  private final ByteArrayOutputStream bytes = new ByteArrayOutputStream();

  @Test
  void writesRowsAndTellsTheirFacts() throws Exception {
    TextWriter writer = new TextWriter(bytes, COLUMNS, false, true);
    writer.write(batch("x\ty", "z"));
    writer.write(batch());
    writer.write(batch("\u00e9"));
    writer.close();
    byte[] expected = "x\\ty\t0\nz\t1\n\u00e9\t0\n".getBytes(StandardCharsets.UTF_8);

    assertThat(bytes.toByteArray()).isEqualTo(expected);
    String sha256 = HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(expected));
    assertThat(writer.part("p")).isEqualTo(new Part("p", 3, expected.length, sha256));
  }

  @Test
  void writesAHeaderEvenWithoutRows() throws IOException {
    TextWriter writer = new TextWriter(bytes, COLUMNS, true, false);
    writer.close();

    assertThat(bytes).hasToString("word\ta\\tb\n");
    assertThat(writer.part("p").rows()).isZero();
  }

  @Test
  void writesWordsUnescaped() throws IOException {
    try (TextWriter writer = new TextWriter(bytes, COLUMNS, false, false)) {
      writer.write(batch("\\n"));
    }

    assertThat(bytes).hasToString("\\n\t0\n");
  }

  @Test
  void writesLinesLongerThanAChunk() throws IOException {
    String word = "w".repeat(1 << 20);
    try (TextWriter writer = new TextWriter(bytes, COLUMNS, false, true)) {
      for (int i = 0; i < 3; i++) {
        writer.write(batch("s", word));
      }
    }

    assertThat(bytes.toString(StandardCharsets.UTF_8))
        .isEqualTo(("s\t0\n" + word + "\t1\n").repeat(3));
  }

  static Batch batch(String... words) {
    Batch batch = new Batch(COLUMNS);
    for (int row = 0; row < words.length; row++) {
      byte[] word = words[row].getBytes(StandardCharsets.UTF_8);
      ((BytesVector) batch.column(0)).append(row, word, 0, word.length);
      ((LongVector) batch.column(1)).values()[row] = row;
    }
    batch.setSize(words.length);
    return batch;
  }
}
