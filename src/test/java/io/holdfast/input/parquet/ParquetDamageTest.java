package io.holdfast.input.parquet;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.fail;

import io.holdfast.error.ErrorKind;
import io.holdfast.error.HoldfastException;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.stream.IntStream;
import org.apache.parquet.column.ParquetProperties.WriterVersion;
import org.apache.parquet.hadoop.metadata.CompressionCodecName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class ParquetDamageTest {
  @TempDir private Path folder;

  @Test
  void namesAFileThatIsNotParquet() throws IOException {
    requireRefused("a,b\n1,2\n3,4\n5,6\n", "begins with 'a,b\\x0a'");
    requireRefused("", "empty");
    requireRefused("x", "begins with 'x'");
    requireRefused("PAR1", "cut short");
    requireRefused("PAR1 and then no more of it", "cut short", "'f it'");
    requireRefused("PAR1\0\0\0\0PAR1", "length of a Parquet footer");
    requireRefused("PAR1....\u007f\u007f\u007f\u007fPAR1", "length of a Parquet footer");
    requireRefused("PAR1garbage\7\0\0\0PAR1", "expected a Parquet footer");
    requireRefused("PARE....\4\0\0\0PARE", "encrypted");
  }

  private void requireRefused(String content, String... words) throws IOException {
    Path file = folder.resolve("x.parquet");
    Files.write(file, content.getBytes(StandardCharsets.ISO_8859_1));
    assertThatThrownBy(() -> ParquetSchema.read(Rows.CONF, ParquetBatchReaderTest.hadoop(file)))
        .isInstanceOfSatisfying(
            HoldfastException.class, e -> assertThat(e.kind()).isEqualTo(ErrorKind.DATA))
        .hasMessageContaining(file.toString())
        .hasMessageContainingAll(words);
  }

  @Test
  void refusesAFileCutAnywhere() throws IOException {
    ParquetFixture fixture = ParquetBatchReaderTest.someTypes(400);
    byte[] whole = Files.readAllBytes(fixture.write(folder.resolve("a.parquet")));
    Path file = folder.resolve("cut.parquet");
    for (int length = 0; length < whole.length; length += 1 + length / 50) {
      Files.write(file, Arrays.copyOf(whole, length));
      assertThat(outcome(file, fixture)).as("cut to %d bytes", length).isNull();
    }
  }

  @ParameterizedTest
  @CsvSource({
    "PARQUET_1_0, UNCOMPRESSED, true",
    "PARQUET_1_0, SNAPPY, false",
    "PARQUET_2_0, UNCOMPRESSED, false",
    "PARQUET_2_0, ZSTD, true",
    "PARQUET_2_0, GZIP, false",
    "PARQUET_1_0, LZ4_RAW, false"
  })
  void givesTheRowsOrAnErrorWhereBytesAreFlipped(
      WriterVersion version, CompressionCodecName codec, boolean dictionary) throws IOException {
    ParquetFixture fixture = ParquetBatchReaderTest.someTypes(300);
    fixture.version = version;
    fixture.codec = codec;
    fixture.dictionary = dictionary;
    fixture.groupRows = 200;
    byte[] whole = Files.readAllBytes(fixture.write(folder.resolve("a.parquet")));
    Path file = folder.resolve("flipped.parquet");
    List<List<Object>> expected = fixture.expected();
    Random random = new Random(7);
    int refused = 0;
    int setAside = 0;
    for (int at = random.nextInt(90); at < whole.length; at += 1 + random.nextInt(90)) {
      byte[] flipped = whole.clone();
      flipped[at] ^= (byte) (1 + random.nextInt(255));
      Files.write(file, flipped);
      List<List<Object>> rows = outcome(file, fixture);
      if (rows == null) {
        refused++;
      } else if (!isTrue(rows, expected)) {
        fail(
            "other rows where byte %d of %d is %d instead of %d",
            at, whole.length, flipped[at], whole[at]);
      } else if (rows.contains(null)) {
        setAside++;
      }
    }
    assertThat(refused).isPositive();
    assertThat(setAside).isPositive();
  }

  @Test
  void givesTheRowsOrAnErrorForEverySmallNumberInAPageHeader() throws IOException {
    TypeCase doubles = TypeCase.all().get(10);
    ParquetFixture fixture = new ParquetFixture(List.of(doubles), 40, new Random(2));
    fixture.dictionary = false;
    byte[] whole = Files.readAllBytes(fixture.write(folder.resolve("a.parquet")));
    Path file = folder.resolve("flipped.parquet");
    List<List<Object>> expected = fixture.expected();
    for (int at = 4; at < 50; at++) {
      // Numbers are zigzag: these changes reach all encodings, page types and sizes near by.
      for (int change = 2; change < 64; change += 2) {
        byte[] flipped = whole.clone();
        flipped[at] ^= (byte) change;
        Files.write(file, flipped);
        List<List<Object>> rows = outcome(file, fixture);
        assertThat(rows == null || isTrue(rows, expected)).as("byte %d ^ %d", at, change).isTrue();
      }
    }
  }

  @ParameterizedTest
  @ValueSource(longs = {Long.MIN_VALUE, -5, 0, 1 << 20, Long.MAX_VALUE})
  void readsOnWhereTheFooterHasTheOffsetIndexesElsewhere(long offset) throws IOException {
    ParquetFixture fixture = ParquetBatchReaderTest.someTypes(300);
    Path file = fixture.write(folder.resolve("a.parquet"));
    assertThat(Rows.read(new DamagedFile(file).withIndexAt(offset), fixture.schema()))
        .isEqualTo(fixture.expected());
  }

  @Test
  void refusesNullsInAColumnThatTheFooterSaysToHaveNone() throws IOException {
    ParquetFixture fixture = ParquetBatchReaderTest.someTypes(700);
    Path file = fixture.write(folder.resolve("a.parquet"));
    assertThatThrownBy(
            () -> Rows.read(new DamagedFile(file).withColumnsRequired(), fixture.schema()))
        .isInstanceOf(HoldfastException.class)
        .hasMessageMatching(".*row group 0. expected column o0 to be required, got \\d+ nulls");
  }

  /** Says whether all rows are there, each with its values or set aside. */
  private static boolean isTrue(List<List<Object>> rows, List<List<Object>> expected) {
    return rows.size() == expected.size()
        && IntStream.range(0, rows.size())
            .allMatch(row -> rows.get(row) == null || rows.get(row).equals(expected.get(row)));
  }

  /** Returns the rows, those set aside as null, or null for a data error that names the file. */
  private static List<List<Object>> outcome(Path file, ParquetFixture fixture) throws IOException {
    try {
      return Rows.read(file, fixture.schema());
    } catch (HoldfastException e) {
      assertThat(e.kind()).isEqualTo(ErrorKind.DATA);
      assertThat(e).hasMessageContaining(file.toString());
      return null;
    }
  }
}
