package io.holdfast.input.parquet;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.fail;

import io.holdfast.error.HoldfastException;
import io.holdfast.input.parquet.DamagedFile.Spot;
import io.holdfast.record.Malformed;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.NavigableMap;
import java.util.Random;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.IntStream;
import org.apache.parquet.column.ParquetProperties.WriterVersion;
import org.apache.parquet.format.Encoding;
import org.apache.parquet.format.PageHeader;
import org.apache.parquet.hadoop.metadata.CompressionCodecName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Which rows a damaged page costs, against what parquet-java says about where pages are. */
class PageLossTest {
  @TempDir private Path folder;
  private final Random random = new Random(5);
  private ParquetFixture fixture;
  private DamagedFile damaged;
  private Path file;
  private List<List<Object>> expected;
  private final List<List<Object>> rows = new ArrayList<>();

  private void write(WriterVersion version, CompressionCodecName codec, boolean checksums)
      throws IOException {
    fixture = ParquetBatchReaderTest.someTypes(1_200);
    fixture.version = version;
    fixture.codec = codec;
    fixture.dictionaryBytes = 200; // Texts fall back to plain pages on the way.
    fixture.pageBytes = 300; // So pages of different columns have different rows.
    fixture.groupRows = 700;
    fixture.checksums = checksums;
    file = fixture.write(folder.resolve("a.parquet"));
    damaged = new DamagedFile(file);
    expected = fixture.expected();
    int withIds = 0;
    for (Spot page : damaged.pages()) {
      withIds += damaged.usesDictionary(page) ? 1 : 0;
    }
    assertThat(withIds).isBetween(5, damaged.pages().size() - 5);
    assertThat(damaged.pages().stream().map(page -> page.lastRow() - page.firstRow()).distinct())
        .hasSizeGreaterThan(5);
  }

  /** Reads the file; all rows that are not lost must be as they were written. */
  private NavigableMap<Integer, Malformed> read(Path from, String damage) throws IOException {
    rows.clear();
    NavigableMap<Integer, Malformed> lost = DamagedFile.read(from, fixture.schema(), rows);
    assertThat(rows).hasSameSizeAs(expected);
    for (int row = 0; row < rows.size(); row++) {
      if (!lost.containsKey(row) && !rows.get(row).equals(expected.get(row))) {
        fail("row %d is %s instead of %s: %s", row, rows.get(row), expected.get(row), damage);
      }
    }
    return lost;
  }

  private static Set<Integer> rows(int from, int to) {
    return new TreeSet<>(IntStream.range(from, to).boxed().toList());
  }

  @ParameterizedTest
  @CsvSource({"PARQUET_1_0, SNAPPY", "PARQUET_2_0, UNCOMPRESSED", "PARQUET_2_0, ZSTD"})
  void damagedValuesCostExactlyTheirPagesRows(WriterVersion version, CompressionCodecName codec)
      throws IOException {
    write(version, codec, true);
    for (boolean index : new boolean[] {true, false}) {
      for (int i = random.nextInt(4); i < damaged.pages().size(); i += 1 + random.nextInt(8)) {
        Spot page = damaged.pages().get(i);
        int body = damaged.body(page);
        damaged.flip(0x55, body + random.nextInt(page.offset() + page.length() - body));
        Path read = index ? file : damaged.withoutIndex();
        NavigableMap<Integer, Malformed> lost = read(read, page.toString());
        assertThat(lost.keySet()).isEqualTo(rows(page.firstRow(), page.lastRow()));
        requireRecord(lost.values(), page, "bytes that do not match the page's checksum");
      }
    }
  }

  @Test
  void levelsThatAHeaderCallsBitPackedCostTheirPage() throws IOException {
    write(WriterVersion.PARQUET_1_0, CompressionCodecName.SNAPPY, true);
    for (Spot page : damaged.pages()) {
      if (page.column().startsWith("o")) {
        PageHeader header = damaged.header(page);
        header.getData_page_header().setDefinition_level_encoding(Encoding.BIT_PACKED);
        damaged.replaceHeader(page, header);
        NavigableMap<Integer, Malformed> lost = read(file, page.toString());
        assertThat(lost.keySet()).isEqualTo(rows(page.firstRow(), page.lastRow()));
        assertThat(lost.firstEntry().getValue().reason()).contains("BIT_PACKED", "RLE");
      }
    }
  }

  private void requireRecord(Collection<Malformed> lost, Spot page, String reason) {
    assertThat(lost)
        .allSatisfy(
            record -> {
              assertThat(record.length()).isEqualTo(page.length());
              assertThat(record.reason())
                  .isEqualTo(
                      "column " + page.column() + ": " + reason + ", page " + page.ordinal());
              assertThat(record.raw())
                  .isNotEmpty()
                  .hasSizeLessThanOrEqualTo(64)
                  .startsWith(damaged.bytes(page.offset(), 4));
            });
  }

  @ParameterizedTest
  @CsvSource({"PARQUET_1_0, true", "PARQUET_1_0, false", "PARQUET_2_0, true", "PARQUET_2_0, false"})
  void aDamagedHeaderCostsItsPageOrWithoutAnIndexTheRestOfTheRowGroup(
      WriterVersion version, boolean index) throws IOException {
    write(version, CompressionCodecName.SNAPPY, true);
    int pages = 0;
    int rests = 0;
    int refused = 0;
    int flips = 0;
    for (int i = random.nextInt(4); i < damaged.pages().size(); i += 1 + random.nextInt(40)) {
      Spot page = damaged.pages().get(i);
      int body = damaged.body(page);
      for (int at = page.offset(); at < body; at += 1 + random.nextInt(3)) {
        flips++;
        damaged.flip(1 + random.nextInt(255), at);
        Set<Integer> lost;
        try {
          lost = read(index ? file : damaged.withoutIndex(), "byte " + at + " of " + page).keySet();
        } catch (HoldfastException e) {
          assertThat(e).hasMessageContaining(file.getFileName().toString());
          refused++;
          continue;
        }
        boolean one = lost.equals(rows(page.firstRow(), page.lastRow()));
        boolean rest = !index && lost.equals(rows(page.firstRow(), page.groupEnd()));
        assertThat(lost.isEmpty() || one || rest).as("byte %d of %s", at, page).isTrue();
        pages += one ? 1 : 0;
        rests += rest ? 1 : 0;
      }
    }
    assertThat(pages).isGreaterThan(10);
    assertThat(rests > 10).isEqualTo(!index);
    assertThat(refused).isLessThan(index ? 1 + flips / 50 : flips / 5);
  }

  @ParameterizedTest
  @CsvSource({"true, true", "true, false", "false, true", "false, false"})
  void aDamagedDictionaryCostsTheRowsOfPagesThatUseIt(boolean index, boolean inHeader)
      throws IOException {
    write(WriterVersion.PARQUET_1_0, CompressionCodecName.SNAPPY, true);
    int losses = 0;
    for (Spot dictionary : damaged.dictionaries()) {
      int at = dictionary.offset() + (inHeader ? 0 : dictionary.length() - 1);
      damaged.flip(0x55, at);
      Set<Integer> expected = new TreeSet<>();
      for (Spot page : damaged.pages()) {
        if (page.groupEnd() == dictionary.groupEnd()
            && page.column().equals(dictionary.column())
            && damaged.usesDictionary(page)) {
          expected.addAll(rows(page.firstRow(), page.lastRow()));
        }
      }
      NavigableMap<Integer, Malformed> lost =
          read(index ? file : damaged.withoutIndex(), dictionary.toString());
      assertThat(lost.keySet()).isEqualTo(expected);
      assertThat(lost.values())
          .allSatisfy(
              record ->
                  assertThat(record.reason())
                      .startsWith("column " + dictionary.column() + ": ")
                      .endsWith(", the dictionary"))
          .allSatisfy(record -> assertThat(record.length()).isEqualTo(dictionary.length()));
      losses += lost.size();
    }
    assertThat(losses).isGreaterThan(250);
  }

  @Test
  void aRowLostInTwoColumnsIsOneRecordOfTheFirst() throws IOException {
    write(WriterVersion.PARQUET_1_0, CompressionCodecName.SNAPPY, true);
    Spot first = damaged.pages().stream().filter(p -> p.column().equals("r0")).toList().get(1);
    Spot second = damaged.pages().stream().filter(p -> p.column().equals("r1")).toList().get(1);
    damaged.flip(1, damaged.body(first), damaged.body(second));
    NavigableMap<Integer, Malformed> lost = read(file, "two pages");
    Set<Integer> expected = rows(first.firstRow(), first.lastRow());
    expected.addAll(rows(second.firstRow(), second.lastRow()));
    assertThat(lost.keySet()).isEqualTo(expected);
    assertThat(lost.get(first.firstRow()).reason()).startsWith("column r0: ");
    assertThat(lost.get(first.lastRow() - 1).reason()).startsWith("column r0: ");
  }

  @ParameterizedTest
  @CsvSource({"PARQUET_1_0, SNAPPY", "PARQUET_2_0, UNCOMPRESSED"})
  void withoutChecksumsOnlyThePageIsTouchedAndLostFromSomeRowOn(
      WriterVersion version, CompressionCodecName codec) throws IOException {
    write(version, codec, false);
    int losses = 0;
    for (int i = random.nextInt(4); i < damaged.pages().size(); i += 1 + random.nextInt(4)) {
      Spot page = damaged.pages().get(i);
      int body = damaged.body(page);
      damaged.flip(0x55, body + random.nextInt(page.offset() + page.length() - body));
      rows.clear();
      Set<Integer> lost = DamagedFile.read(file, fixture.schema(), rows).keySet();
      assertThat(rows.subList(0, page.firstRow())).isEqualTo(expected.subList(0, page.firstRow()));
      assertThat(rows.subList(page.lastRow(), rows.size()))
          .isEqualTo(expected.subList(page.lastRow(), expected.size()));
      if (!lost.isEmpty()) {
        int first = lost.iterator().next();
        assertThat(lost).isEqualTo(rows(Math.max(first, page.firstRow()), page.lastRow()));
        losses++;
      }
    }
    assertThat(losses).isGreaterThan(5);
  }
}
