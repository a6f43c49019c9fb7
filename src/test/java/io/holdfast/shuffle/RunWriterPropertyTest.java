package io.holdfast.shuffle;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import net.jqwik.api.Example;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import org.apache.hadoop.fs.FSDataInputStream;
import org.apache.hadoop.fs.Path;
import org.apache.hadoop.io.DataInputBuffer;
import org.apache.hadoop.io.compress.CompressionCodec;
import org.apache.hadoop.mapred.IFile;
import org.apache.hadoop.mapred.IndexRecord;
import org.apache.hadoop.mapred.SpillRecord;

/** What the collector writes, read back by Hadoop's own reader. */
class RunWriterPropertyTest {
  /** Lengths take one, two, three and four bytes, and go over a block. */
  private static final int[] LONGEST = {3, 127, 300, 70_000};

  private final RunFiles runs = new RunFiles();

  @Property(tries = 150)
  void hadoopReadsWhatWasWritten(
      @ForAll Random random,
      @ForAll @IntRange(min = 1, max = 9) int partitions,
      @ForAll @IntRange(max = 400) int records,
      @ForAll @IntRange(max = 3) int sizes,
      @ForAll @IntRange(max = 2) int codecKind)
      throws IOException {
    runs.conf.setNumReduceTasks(partitions);
    CompressionCodec codec = runs.codec(codecKind);
    List<List<byte[][]>> expected = new ArrayList<>();
    long before = runs.spilled.getValue();
    java.nio.file.Path file = Files.createTempFile("run", "");
    try {
      RunWriter writer = runs.writer(file, codec);
      for (int partition = 0; partition < partitions; partition++) {
        List<byte[][]> pairs = new ArrayList<>();
        for (int i = random.nextInt(records / partitions + 1); i > 0; i--) {
          byte[] key = bytes(random, sizes);
          byte[] state = bytes(random, sizes);
          RunFiles.append(writer, partition, key, state);
          pairs.add(new byte[][] {key, state});
        }
        expected.add(pairs);
      }
      SpillRecord index = writer.finish();
      for (int partition = 0; partition < partitions; partition++) {
        Object[] read = read(file, index.getIndex(partition), codec).toArray();
        assertThat(Arrays.deepEquals(read, expected.get(partition).toArray())).isTrue();
      }
      assertThat(runs.spilled.getValue() - before)
          .isEqualTo(expected.stream().mapToLong(List::size).sum());
    } finally {
      Files.delete(file);
    }
  }

  @Example
  void aRunWithoutRecordsHasAnEmptySegmentForEachPartition() throws IOException {
    runs.conf.setNumReduceTasks(3);
    java.nio.file.Path file = Files.createTempFile("run", "");
    SpillRecord index = runs.writer(file, null).finish();
    for (int partition = 0; partition < 3; partition++) {
      assertThat(read(file, index.getIndex(partition), null)).isEmpty();
    }
    Files.delete(file);
  }

  private static byte[] bytes(Random random, int sizes) {
    byte[] bytes = new byte[random.nextInt(LONGEST[random.nextInt(sizes + 1)])];
    random.nextBytes(bytes);
    return bytes;
  }

  private List<byte[][]> read(java.nio.file.Path file, IndexRecord place, CompressionCodec codec)
      throws IOException {
    List<byte[][]> pairs = new ArrayList<>();
    FSDataInputStream in = runs.files().open(new Path(file.toUri()));
    in.seek(place.startOffset);
    IFile.Reader<GroupKey, PartialState> reader =
        new IFile.Reader<>(runs.conf, in, place.partLength, codec, null);
    DataInputBuffer key = new DataInputBuffer();
    DataInputBuffer value = new DataInputBuffer();
    GroupKey group = new GroupKey();
    PartialState states = new PartialState();
    while (reader.nextRawKey(key)) {
      reader.nextRawValue(value);
      group.readFields(key);
      states.readFields(value);
      pairs.add(
          new byte[][] {
            Arrays.copyOfRange(group.bytes(), group.start(), group.start() + group.length()),
            Arrays.copyOf(states.bytes(), states.length())
          });
    }
    reader.close();
    return pairs;
  }
}
