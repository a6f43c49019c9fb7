package io.holdfast.input.parquet;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.holdfast.error.ErrorKind;
import io.holdfast.error.HoldfastException;
import io.holdfast.record.Batch;
import io.holdfast.record.Column;
import io.holdfast.record.Pulse;
import io.holdfast.record.Schema;
import io.holdfast.record.Type;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.function.Function;
import java.util.stream.Stream;
import org.apache.parquet.column.ParquetProperties.WriterVersion;
import org.apache.parquet.hadoop.metadata.CompressionCodecName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;

class ParquetBatchReaderTest {
  private static final int FALLBACK_BYTES = 150;

  @TempDir private Path folder;

  static Stream<Arguments> layouts() {
    List<Arguments> layouts = new ArrayList<>();
    for (WriterVersion version : WriterVersion.values()) {
      layouts.add(Arguments.of(version, "dictionary"));
      layouts.add(Arguments.of(version, "fallback"));
      layouts.add(Arguments.of(version, "plain"));
      layouts.add(Arguments.of(version, "split"));
    }
    return layouts.stream();
  }

  @ParameterizedTest
  @MethodSource("layouts")
  void readsAllTypesAsWritten(WriterVersion version, String layout) throws IOException {
    ParquetFixture fixture = new ParquetFixture(TypeCase.all(), 2_500, new Random(1));
    fixture.version = version;
    fixture.codec = CompressionCodecName.SNAPPY;
    fixture.dictionary = layout.equals("dictionary") || layout.equals("fallback");
    fixture.split = layout.equals("split");
    fixture.dictionaryBytes = layout.equals("fallback") ? FALLBACK_BYTES : 1 << 20;
    fixture.pageBytes = 400;
    Path file = fixture.write(folder.resolve("a.parquet"));
    assertThat(Rows.read(file, fixture.schema())).isEqualTo(fixture.expected());
  }

  @ParameterizedTest
  @EnumSource(names = {"UNCOMPRESSED", "SNAPPY", "GZIP", "ZSTD", "LZ4_RAW"})
  void readsEveryCodec(CompressionCodecName codec) throws IOException {
    for (WriterVersion version : WriterVersion.values()) {
      ParquetFixture fixture = someTypes(3_000);
      fixture.codec = codec;
      fixture.version = version;
      Path file = fixture.write(folder.resolve(version + ".parquet"));
      assertThat(Rows.read(file, fixture.schema())).isEqualTo(fixture.expected());
    }
  }

  @Test
  void readsBatchesOverManyPagesAndSeveralBatchesOfOneRowGroup() throws IOException {
    for (int pageRows : new int[] {1, 37, 20_000}) {
      ParquetFixture fixture = someTypes(10_000);
      fixture.pageRows = pageRows;
      fixture.groupRows = 1 << 20;
      fixture.dictionaryBytes = 1_000;
      Path file = fixture.write(folder.resolve(pageRows + ".parquet"));
      assertThat(Rows.read(file, fixture.schema())).isEqualTo(fixture.expected());
    }
  }

  @Test
  void givesOneDictionaryForAllBatchesOfARowGroup() throws IOException {
    ParquetFixture fixture = someTypes(12_000);
    fixture.groupRows = 10_000;
    Path file = fixture.write(folder.resolve("a.parquet"));
    Schema wanted = Schema.of(fixture.schema().column(2));
    Batch batch = new Batch(wanted);
    List<Object> dictionaries = new ArrayList<>();
    try (ParquetBatchReader reader = open(file, wanted)) {
      while (reader.next(batch)) {
        assertThat(batch.column(0).ids()).isNotNull();
        dictionaries.add(batch.column(0).dictionary());
      }
    }
    assertThat(dictionaries).hasSize(4);
    assertThat(dictionaries.get(0)).isSameAs(dictionaries.get(1)).isSameAs(dictionaries.get(2));
    assertThat(dictionaries.get(3)).isNotSameAs(dictionaries.get(0));
  }

  @Test
  void readsEveryRowOnceWhateverTheSplit() throws IOException {
    ParquetFixture fixture = someTypes(2_000);
    fixture.groupRows = 130;
    Path file = fixture.write(folder.resolve("a.parquet"));
    for (long split : new long[] {1_000, 3_333, 20_000, Files.size(file) - 1, Files.size(file)}) {
      List<List<Object>> rows = new ArrayList<>();
      for (long start = 0; start < Files.size(file); start += split) {
        rows.addAll(Rows.read(file, start, split, fixture.schema()));
      }
      assertThat(rows).isEqualTo(fixture.expected());
    }
  }

  @Test
  void countsRowsWithoutColumnsAndSaysWhereTheyAre() throws IOException {
    ParquetFixture fixture = someTypes(6_000);
    fixture.groupRows = 5_000;
    Path file = fixture.write(folder.resolve("a.parquet"));
    Batch batch = new Batch(Schema.of());
    List<String> places = new ArrayList<>();
    try (ParquetBatchReader reader = open(file, Schema.of())) {
      assertThat(reader.progress()).isZero();
      while (reader.next(batch)) {
        places.add(batch.place(batch.size() - 1).toString());
      }
      assertThat(reader.progress()).isEqualTo(1);
      assertThat(reader.next(batch)).isFalse();
    }
    String name = hadoop(file).toString();
    assertThat(places)
        .containsExactly(
            name + " @ row group 0, row 4095",
            name + " @ row group 0, row 4999",
            name + " @ row group 1, row 999");
  }

  @Test
  void takesColumnsInTheWantedOrder() throws IOException {
    ParquetFixture fixture = someTypes(500);
    Path file = fixture.write(folder.resolve("a.parquet"));
    Schema all = fixture.schema();
    List<List<Object>> rows = Rows.read(file, Schema.of(all.column(5), all.column(0)));
    assertThat(rows.stream().map(row -> row.get(0)))
        .isEqualTo(fixture.expected().stream().map(row -> row.get(5)).toList());
    assertThat(rows.stream().map(row -> row.get(1)))
        .isEqualTo(fixture.expected().stream().map(row -> row.get(0)).toList());
  }

  @Test
  void namesAColumnThatIsMissingOrOfAnotherType() throws IOException {
    Path file = someTypes(10).write(folder.resolve("a.parquet"));
    requireDataError(file, new Column("absent", Type.LONG), "absent", "long", "o0, r0");
    requireDataError(file, new Column("o0", Type.TEXT), "o0", "text", "long");
  }

  private void requireDataError(Path file, Column wanted, String... words) {
    assertThatThrownBy(() -> open(file, Schema.of(wanted)))
        .isInstanceOfSatisfying(
            HoldfastException.class, e -> assertThat(e.kind()).isEqualTo(ErrorKind.DATA))
        .hasMessageContaining(hadoop(file).toString())
        .hasMessageContainingAll(words);
  }

  @Test
  void holdsFewerRowsWhereValuesAreLong() throws IOException {
    Function<Random, TypeCase.Sample> longText =
        random -> TypeCase.Sample.bytes(new byte[100_000 + random.nextInt(9)]);
    TypeCase blob = new TypeCase("binary", "", Type.BINARY, longText);
    ParquetFixture fixture = new ParquetFixture(List.of(blob), 1_000, new Random(5));
    fixture.dictionary = false;
    fixture.codec = CompressionCodecName.ZSTD;
    Path file = fixture.write(folder.resolve("a.parquet"));
    Schema wanted = Schema.of(fixture.schema().column(1));
    Batch batch = new Batch(wanted);
    int rows = 0;
    try (ParquetBatchReader reader = open(file, wanted)) {
      while (reader.next(batch)) {
        assertThat(batch.size()).isBetween(1, 400);
        rows += batch.size();
      }
    }
    assertThat(rows).isEqualTo(1_000);
  }

  /** A number, a text, a double and a wide decimal. */
  static ParquetFixture someTypes(int rows) {
    List<TypeCase> all = TypeCase.all();
    return new ParquetFixture(
        List.of(all.get(2), all.get(13), all.get(10), all.get(22)), rows, new Random(rows));
  }

  static org.apache.hadoop.fs.Path hadoop(Path file) {
    return new org.apache.hadoop.fs.Path(file.toUri());
  }

  private static ParquetBatchReader open(Path file, Schema wanted) throws IOException {
    return new ParquetBatchReader(Rows.CONF, hadoop(file), 0, Long.MAX_VALUE, wanted, Pulse.NONE);
  }
}
