package io.holdfast.input.parquet;

import static org.assertj.core.api.Assertions.assertThat;

import io.holdfast.error.HoldfastException;
import io.holdfast.input.SampledFile;
import io.holdfast.record.Batch;
import io.holdfast.record.Pulse;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import java.util.stream.IntStream;
import org.apache.parquet.column.ParquetProperties.WriterVersion;
import org.apache.parquet.hadoop.metadata.CompressionCodecName;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Going to rows gives what reading all rows gives there, wherever one has been before. */
class ParquetSamplePropertyTest {
  private static final int ROWS = 1_500;

  @TempDir private Path folder;

  private ParquetFixture fixture(Random random) {
    ParquetFixture fixture = ParquetBatchReaderTest.someTypes(ROWS);
    fixture.version = WriterVersion.values()[random.nextInt(2)];
    fixture.codec =
        random.nextBoolean() ? CompressionCodecName.SNAPPY : CompressionCodecName.UNCOMPRESSED;
    fixture.dictionary = random.nextInt(3) > 0;
    fixture.dictionaryBytes = random.nextBoolean() ? 200 : 1 << 20;
    fixture.pageBytes = random.nextBoolean() ? 300 : 1 << 20;
    fixture.pageRows = List.of(3, 37, 100, 20_000).get(random.nextInt(4));
    fixture.groupRows = List.of(130, 700, 1 << 20).get(random.nextInt(3));
    fixture.checksums = random.nextBoolean();
    return fixture;
  }

  private static SampledFile open(Path file, ParquetFixture fixture, Pulse pulse)
      throws IOException {
    return new ParquetBatchReader(
        Rows.CONF, ParquetBatchReaderTest.hadoop(file), fixture.schema(), pulse);
  }

  /** Reads some batches of a range, or all. */
  private static List<List<Object>> read(
      SampledFile file, Batch batch, long start, long length, int batches) throws IOException {
    List<List<Object>> rows = new ArrayList<>();
    file.goTo(start, length);
    for (int i = 0; i < batches && file.next(batch); i++) {
      Rows.add(batch, rows);
    }
    return rows;
  }

  private void requireRanges(Path file, ParquetFixture fixture, Random random) throws IOException {
    List<List<Object>> all;
    try {
      all = Rows.read(file, fixture.schema());
    } catch (HoldfastException e) {
      return; // The damage is of a kind that ends a run.
    }
    int count = 1 + random.nextInt(40);
    long[] cuts = random.longs(count, 0, Files.size(file)).sorted().toArray();
    cuts[0] = 0;
    cuts = Arrays.copyOf(cuts, count + 1);
    cuts[count] = Files.size(file);
    List<Integer> order = new ArrayList<>(IntStream.range(0, count).boxed().toList());
    Collections.shuffle(order, random);
    List<List<List<Object>>> parts = new ArrayList<>(Collections.nCopies(count, List.of()));
    Batch batch = new Batch(fixture.schema());
    try (SampledFile sampled = open(file, fixture, Pulse.NONE)) {
      for (int i : order) {
        if (random.nextBoolean()) {
          read(sampled, batch, random.nextInt((int) cuts[count]), cuts[count], 1);
        }
        parts.set(i, read(sampled, batch, cuts[i], cuts[i + 1] - cuts[i], Integer.MAX_VALUE));
      }
    }
    List<List<Object>> together = new ArrayList<>();
    parts.forEach(together::addAll);
    assertThat(together).isEqualTo(all);
  }

  @ParameterizedTest
  @ValueSource(longs = {1, 2, 3, 4, 5, 6, 7, 8, 9, 10})
  void rangesHaveAllRowsOnceInAnyOrder(long seed) throws IOException {
    Random random = new Random(seed);
    ParquetFixture fixture = fixture(random);
    Path file = fixture.write(folder.resolve("a.parquet"));
    assertThat(Rows.read(file, fixture.schema())).isEqualTo(fixture.expected());
    DamagedFile damaged = new DamagedFile(file);
    requireRanges(file, fixture, random);
    requireRanges(damaged.withoutIndex(), fixture, random);
  }

  /** Of a damaged page all rows are null here as there, with an index or checksums. */
  @ParameterizedTest
  @ValueSource(longs = {1, 2, 3, 4, 5})
  void damagedPagesCostWhatTheyCostOtherwise(long seed) throws IOException {
    Random random = new Random(seed);
    ParquetFixture fixture = fixture(random);
    fixture.checksums = true;
    Path file = fixture.write(folder.resolve("a.parquet"));
    DamagedFile damaged = new DamagedFile(file);
    for (int i = 0; i < 5; i++) {
      DamagedFile.Spot page = damaged.pages().get(random.nextInt(damaged.pages().size()));
      int body = damaged.body(page);
      damaged.flip(0x55, body + random.nextInt(page.offset() + page.length() - body));
      requireRanges(file, fixture, random);
      requireRanges(damaged.withoutIndex(), fixture, random);
      damaged.flip(0xff, page.offset()); // A header that cannot be read.
      requireRanges(file, fixture, random);
      requireRanges(damaged.withoutIndex(), fixture, random);
    }
  }

  /** The pages before a place are not read. */
  @ParameterizedTest
  @ValueSource(booleans = {true, false})
  void pagesArePassedOver(boolean index) throws IOException {
    ParquetFixture fixture =
        new ParquetFixture(
            List.of(TypeCase.all().get(13), TypeCase.all().get(24)), 60_000, new Random(1));
    fixture.dictionary = false;
    fixture.pageRows = 4_000;
    fixture.groupRows = 1 << 20;
    Path file = fixture.write(folder.resolve("a.parquet"));
    Path read = index ? file : new DamagedFile(file).withoutIndex();
    long[] bytes = {0};
    Pulse counting =
        new Pulse() {
          @Override
          public void beat() {}

          @Override
          public void read(int count) {
            bytes[0] += count;
          }
        };
    try (SampledFile sampled = open(read, fixture, counting)) {
      Batch batch = new Batch(fixture.schema());
      List<List<Object>> rows = read(sampled, batch, Files.size(file) * 9 / 10, 1 << 20, 1);
      int first = Collections.indexOfSubList(fixture.expected(), rows);
      assertThat(first).isBetween(50_000, 57_000);
    }
    assertThat(bytes[0]).isLessThan(Files.size(file) / 2);
  }
}
