package io.holdfast.shuffle;

import static org.assertj.core.api.Assertions.assertThat;

import io.holdfast.record.BytesOutput;
import io.holdfast.record.Pulse;
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
import org.apache.hadoop.fs.FileSystem;
import org.apache.hadoop.fs.Path;
import org.apache.hadoop.io.DataInputBuffer;
import org.apache.hadoop.io.compress.CompressionCodec;
import org.apache.hadoop.io.compress.DefaultCodec;
import org.apache.hadoop.mapred.Counters;
import org.apache.hadoop.mapred.IFile;
import org.apache.hadoop.mapred.IndexRecord;
import org.apache.hadoop.mapred.JobConf;
import org.apache.hadoop.mapred.SpillRecord;

/** What the collector writes, read back by Hadoop's own reader. */
class RunWriterPropertyTest {
  /** Lengths take one, two, three and four bytes, and go over a block. */
  private static final int[] LONGEST = {3, 127, 300, 70_000};

  private final JobConf conf = new JobConf(false);
  private final Counters.Counter spilled = new Counters().findCounter("test", "spilled");

  @Property(tries = 150)
  void hadoopReadsWhatWasWritten(
      @ForAll Random random,
      @ForAll @IntRange(min = 1, max = 9) int partitions,
      @ForAll @IntRange(max = 400) int records,
      @ForAll @IntRange(max = 3) int sizes,
      @ForAll boolean compressed)
      throws IOException {
    conf.setNumReduceTasks(partitions);
    CompressionCodec codec = compressed ? codec() : null;
    List<List<byte[][]>> expected = new ArrayList<>();
    long before = spilled.getValue();
    java.nio.file.Path file = Files.createTempFile("run", "");
    try {
      RunWriter writer = writer(file, codec);
      for (int partition = 0; partition < partitions; partition++) {
        List<byte[][]> pairs = new ArrayList<>();
        for (int i = random.nextInt(records / partitions + 1); i > 0; i--) {
          byte[] key = bytes(random, sizes);
          byte[] state = bytes(random, sizes);
          append(writer, partition, key, state);
          pairs.add(new byte[][] {key, state});
        }
        expected.add(pairs);
      }
      SpillRecord index = writer.finish();
      for (int partition = 0; partition < partitions; partition++) {
        Object[] read = read(file, index.getIndex(partition), codec).toArray();
        assertThat(Arrays.deepEquals(read, expected.get(partition).toArray())).isTrue();
      }
      assertThat(spilled.getValue() - before)
          .isEqualTo(expected.stream().mapToLong(List::size).sum());
    } finally {
      Files.delete(file);
    }
  }

  @Example
  void aRunWithoutRecordsHasAnEmptySegmentForEachPartition() throws IOException {
    conf.setNumReduceTasks(3);
    java.nio.file.Path file = Files.createTempFile("run", "");
    SpillRecord index = writer(file, null).finish();
    for (int partition = 0; partition < 3; partition++) {
      assertThat(read(file, index.getIndex(partition), null)).isEmpty();
    }
    Files.delete(file);
  }

  private RunWriter writer(java.nio.file.Path file, CompressionCodec codec) throws IOException {
    FileSystem files = FileSystem.getLocal(conf).getRaw();
    return new RunWriter(conf, files, new Path(file.toUri()), codec, spilled, Pulse.NONE);
  }

  private CompressionCodec codec() {
    DefaultCodec codec = new DefaultCodec();
    codec.setConf(conf);
    return codec;
  }

  private static byte[] bytes(Random random, int sizes) {
    byte[] bytes = new byte[random.nextInt(LONGEST[random.nextInt(sizes + 1)])];
    random.nextBytes(bytes);
    return bytes;
  }

  private static void append(RunWriter writer, int partition, byte[] key, byte[] state)
      throws IOException {
    GroupKey group = new GroupKey();
    group.set(key, 0, key.length);
    PartialState states = new PartialState();
    BytesOutput out = states.begin();
    out.writeBytes(state, 0, state.length);
    writer.append(partition, group, states);
  }

  private List<byte[][]> read(java.nio.file.Path file, IndexRecord place, CompressionCodec codec)
      throws IOException {
    List<byte[][]> pairs = new ArrayList<>();
    FSDataInputStream in = FileSystem.getLocal(conf).getRaw().open(new Path(file.toUri()));
    in.seek(place.startOffset);
    IFile.Reader<GroupKey, PartialState> reader =
        new IFile.Reader<>(conf, in, place.partLength, codec, null);
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
