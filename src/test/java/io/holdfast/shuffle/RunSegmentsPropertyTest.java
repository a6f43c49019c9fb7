package io.holdfast.shuffle;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Random;
import net.jqwik.api.Example;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import org.apache.hadoop.fs.ChecksumException;
import org.apache.hadoop.fs.Path;
import org.apache.hadoop.io.compress.CompressionCodec;
import org.apache.hadoop.mapred.IFile;
import org.apache.hadoop.mapred.RawKeyValueIterator;
import org.apache.hadoop.mapred.SpillRecord;
import org.apache.hadoop.mapreduce.MRJobConfig;
import org.apache.hadoop.mapreduce.TaskAttemptID;
import org.apache.hadoop.util.Progress;

/** Runs that are merged, against the same records sorted in memory. */
class RunSegmentsPropertyTest {
  /** Lengths of states take one to four bytes, and go over a block. */
  private static final int[] LONGEST_STATE = {3, 127, 300, 70_000};

  private static final int PARTITIONS = 2;
  private static final int FACTOR = 5;

  private static final Comparator<byte[][]> BY_KEY =
      Comparator.comparing((byte[][] record) -> record[0], Arrays::compareUnsigned);
  private static final Comparator<byte[][]> BY_KEY_AND_STATE =
      BY_KEY.thenComparing(record -> record[1], Arrays::compareUnsigned);

  private final RunFiles files = new RunFiles();

  @Property(tries = 150)
  void allRecordsComeInTheOrderOfTheirKeys(
      @ForAll Random random,
      @ForAll @IntRange(max = 2 * FACTOR) int runs,
      @ForAll @IntRange(max = 300) int records,
      @ForAll @IntRange(max = 3) int sizes,
      @ForAll @IntRange(max = 2) int codecKind)
      throws IOException {
    java.nio.file.Path directory = Files.createTempDirectory("runs");
    files.conf.setNumReduceTasks(PARTITIONS);
    files.conf.setInt(MRJobConfig.IO_SORT_FACTOR, FACTOR); // More runs are merged in steps.
    files.conf.set("mapreduce.cluster.local.dir", directory.toString());
    CompressionCodec codec = files.codec(codecKind);
    RunSegments segments = new RunSegments(files.conf, files.files(), codec);
    List<byte[][]> expected = new ArrayList<>();
    try {
      for (int run = 0; run < runs; run++) {
        java.nio.file.Path file = directory.resolve("run" + run);
        List<byte[][]> added = records(random, random.nextInt(records + 1), sizes);
        segments.add(new Path(file.toUri()), write(file, codec, added).getIndex(1));
        expected.addAll(added);
      }
      List<byte[][]> merged = new ArrayList<>();
      Progress progress = new Progress();
      RawKeyValueIterator all =
          segments.merge(new TaskAttemptID(), files.spilled, progress, () -> {});
      read(all, merged);
      assertThat(merged).isSortedAccordingTo(BY_KEY);
      merged.sort(BY_KEY_AND_STATE);
      expected.sort(BY_KEY_AND_STATE);
      assertThat(Arrays.deepEquals(merged.toArray(), expected.toArray())).isTrue();
      if (runs <= FACTOR) {
        assertThat(progress.get()).isEqualTo(1);
      }
    } finally {
      delete(directory);
    }
  }

  @Property(tries = 150)
  void aSegmentWithAnyByteChangedIsRefused(
      @ForAll Random random,
      @ForAll @IntRange(min = 1, max = 255) int change,
      @ForAll @IntRange(max = 2) int codecKind)
      throws IOException {
    java.nio.file.Path file = Files.createTempFile("run", "");
    files.conf.setNumReduceTasks(PARTITIONS);
    CompressionCodec codec = files.codec(codecKind);
    try {
      SpillRecord index = write(file, codec, records(random, 40, 2));
      byte[] bytes = Files.readAllBytes(file);
      int start = (int) index.getIndex(1).startOffset;
      bytes[start + random.nextInt(bytes.length - start)] ^= (byte) change;
      Files.write(file, bytes);
      RunSegments segments = new RunSegments(files.conf, files.files(), codec);
      segments.add(new Path(file.toUri()), index.getIndex(1));
      assertThatThrownBy(() -> readAll(segments)).isInstanceOf(IOException.class);
    } finally {
      Files.delete(file);
    }
  }

  @Example
  void aSegmentThatEndsEarlyIsRefused() throws IOException {
    java.nio.file.Path file = Files.createTempFile("run", "");
    files.conf.setNumReduceTasks(PARTITIONS);
    RunWriter writer = files.writer(file, null);
    for (int i = 0; i < 10_000; i++) {
      RunFiles.append(writer, 1, new byte[9], new byte[90]);
    }
    SpillRecord index = writer.finish();
    byte[] whole = Files.readAllBytes(file);
    RunSegments segments = new RunSegments(files.conf, files.files(), null);
    segments.add(new Path(file.toUri()), index.getIndex(1));
    // An end that comes early contradicts nothing but the checksum, which is behind many blocks.
    byte[] marked = whole.clone();
    int secondRecord = (int) index.getIndex(1).startOffset + 2 + 10 + 91;
    marked[secondRecord] = IFile.EOF_MARKER;
    marked[secondRecord + 1] = IFile.EOF_MARKER;
    Files.write(file, marked);
    assertThatThrownBy(() -> readAll(segments)).isInstanceOf(ChecksumException.class);
    for (int length : new int[] {secondRecord, secondRecord + 1, whole.length - 3}) {
      Files.write(file, Arrays.copyOf(whole, length));
      assertThatThrownBy(() -> readAll(segments)).isInstanceOf(IOException.class);
    }
    Files.write(file, whole);
    assertThat(readAll(segments)).isEqualTo(10_000);
    Files.delete(file);
  }

  /** States that are longer than a block must not be in memory together. */
  @Example
  void longStatesAreReadOneByOne() throws IOException {
    int runs = 40;
    java.nio.file.Path file = Files.createTempFile("run", "");
    files.conf.setNumReduceTasks(PARTITIONS);
    files.conf.setInt(MRJobConfig.IO_SORT_FACTOR, runs);
    RunWriter writer = files.writer(file, null);
    RunFiles.append(writer, 1, new byte[9], new byte[2_000_000]);
    SpillRecord index = writer.finish();
    RunSegments segments = new RunSegments(files.conf, files.files(), null);
    for (int run = 0; run < runs; run++) {
      segments.add(new Path(file.toUri()), index.getIndex(1));
    }
    Progress progress = new Progress();
    RawKeyValueIterator records =
        segments.merge(new TaskAttemptID(), files.spilled, progress, () -> {});
    for (int read = 0; read < runs; read++) {
      assertThat(records.next()).isTrue();
      assertThat(records.getValue().getLength() - records.getValue().getPosition())
          .isGreaterThan(2_000_000);
      assertThat(progress.get()).isLessThan(0.1f);
    }
    assertThat(records.next()).isFalse();
    assertThat(progress.get()).isEqualTo(1);
    Files.delete(file);
  }

  private int readAll(RunSegments segments) throws IOException {
    RawKeyValueIterator records =
        segments.merge(new TaskAttemptID(), files.spilled, new Progress(), () -> {});
    int read = 0;
    while (records.next()) {
      read++;
    }
    return read;
  }

  /** Writes records to the second partition, and others to the first. */
  private SpillRecord write(java.nio.file.Path file, CompressionCodec codec, List<byte[][]> records)
      throws IOException {
    RunWriter writer = files.writer(file, codec);
    RunFiles.append(writer, 0, new byte[9], new byte[100]);
    records.sort(BY_KEY);
    for (byte[][] record : records) {
      RunFiles.append(writer, 1, record[0], record[1]);
    }
    return writer.finish();
  }

  /** Keys of few different bytes, so that many are equal, or begin in the same way. */
  private static List<byte[][]> records(Random random, int count, int sizes) {
    List<byte[][]> records = new ArrayList<>();
    for (int i = 0; i < count; i++) {
      byte[] key = new byte[random.nextInt(random.nextInt(10) == 0 ? 200 : 12)];
      for (int j = 0; j < key.length; j++) {
        key[j] = (byte) (random.nextInt(8) == 0 ? 0xff : 0);
      }
      byte[] state = new byte[random.nextInt(LONGEST_STATE[random.nextInt(sizes + 1)])];
      random.nextBytes(state);
      records.add(new byte[][] {key, state});
    }
    return records;
  }

  private static void read(RawKeyValueIterator records, List<byte[][]> all) throws IOException {
    GroupKey key = new GroupKey();
    PartialState state = new PartialState();
    while (records.next()) {
      key.readFields(records.getKey());
      state.readFields(records.getValue());
      all.add(
          new byte[][] {
            Arrays.copyOf(key.bytes(), key.length()), Arrays.copyOf(state.bytes(), state.length())
          });
    }
    records.close();
  }

  private static void delete(java.nio.file.Path directory) throws IOException {
    try (var paths = Files.walk(directory)) {
      for (java.nio.file.Path path : paths.sorted(Comparator.reverseOrder()).toList()) {
        Files.delete(path);
      }
    }
  }
}
