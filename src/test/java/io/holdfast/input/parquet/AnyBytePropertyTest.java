package io.holdfast.input.parquet;

import static org.assertj.core.api.Assertions.assertThat;

import io.holdfast.error.ErrorKind;
import io.holdfast.error.HoldfastException;
import io.holdfast.record.Malformed;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.lifecycle.AfterContainer;
import org.apache.parquet.column.ParquetProperties.WriterVersion;
import org.apache.parquet.hadoop.metadata.CompressionCodecName;

/**
 * Any one byte of a file with checksums may be another: the file is refused by name, or every row
 * is there, with its true values or set aside.
 */
class AnyBytePropertyTest {
  private static final Map<WriterVersion, Case> CASES = new EnumMap<>(WriterVersion.class);

  @Property(tries = 400)
  void everyRowIsTrueOrSetAside(
      @ForAll WriterVersion version,
      @ForAll @IntRange(min = 0, max = Integer.MAX_VALUE - 1) int place,
      @ForAll @IntRange(min = 1, max = 255) int change)
      throws IOException {
    Case written = CASES.get(version) == null ? write(version) : CASES.get(version);
    CASES.put(version, written);
    int at = place % written.damaged().length();
    written.damaged().flip(change, at);
    List<List<Object>> rows = new ArrayList<>();
    try {
      Map<Integer, Malformed> lost =
          DamagedFile.read(written.file(), written.fixture().schema(), rows);
      List<List<Object>> expected = new ArrayList<>(written.expected());
      lost.keySet().forEach(row -> expected.set(row, null));
      assertThat(rows).as("%s, byte %d ^ %d", version, at, change).isEqualTo(expected);
    } catch (HoldfastException e) {
      assertThat(e.kind()).isEqualTo(ErrorKind.DATA);
      assertThat(e).hasMessageContaining(written.file().toString());
    }
  }

  private static Case write(WriterVersion version) throws IOException {
    ParquetFixture fixture = ParquetBatchReaderTest.someTypes(700);
    fixture.version = version;
    fixture.codec =
        version == WriterVersion.PARQUET_1_0
            ? CompressionCodecName.SNAPPY
            : CompressionCodecName.ZSTD;
    fixture.pageBytes = 300;
    fixture.groupRows = 400;
    Path file = fixture.write(Files.createTempDirectory("any-byte").resolve("a.parquet"));
    return new Case(file, fixture, new DamagedFile(file), fixture.expected());
  }

  @AfterContainer
  static void delete() throws IOException {
    for (Case written : CASES.values()) {
      Files.delete(written.file());
      Files.delete(written.file().getParent());
    }
  }

  private record Case(
      Path file, ParquetFixture fixture, DamagedFile damaged, List<List<Object>> expected) {}
}
