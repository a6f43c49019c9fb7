package io.holdfast.input.split;

import static org.assertj.core.api.Assertions.assertThat;

import io.holdfast.input.BatchReader;
import io.holdfast.input.FileRange;
import io.holdfast.input.Source;
import io.holdfast.input.parquet.ParquetBatchReader;
import io.holdfast.input.text.TextSource;
import io.holdfast.input.text.Tokenizer;
import io.holdfast.record.Column;
import io.holdfast.record.Pulse;
import io.holdfast.record.Schema;
import io.holdfast.record.Type;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.zip.GZIPOutputStream;
import org.apache.commons.compress.compressors.bzip2.BZip2CompressorOutputStream;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.mapreduce.TaskAttemptID;
import org.apache.hadoop.mapreduce.task.TaskAttemptContextImpl;
import org.apache.parquet.example.data.simple.SimpleGroup;
import org.apache.parquet.hadoop.ParquetWriter;
import org.apache.parquet.hadoop.example.ExampleParquetWriter;
import org.apache.parquet.io.LocalOutputFile;
import org.apache.parquet.schema.MessageType;
import org.apache.parquet.schema.MessageTypeParser;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Beats of a map task's reading: a task that works is never taken for one that hangs. */
class BatchRecordReaderTest {
  private static final int BLANKS = 64 << 20;

  @TempDir Path folder;
  private int beats;

  @Test
  void everyStepOfASlowDiskBeats() throws IOException {
    byte[] text = "one two, three - four \n five\n".repeat(20).getBytes(StandardCharsets.UTF_8);
    Path plain = Files.write(folder.resolve("a.txt"), text);
    Path gzip = folder.resolve("a.gz");
    try (OutputStream out = new GZIPOutputStream(Files.newOutputStream(gzip))) {
      out.write(text);
    }
    for (Tokenizer tokenizer : Tokenizer.values()) {
      Configuration conf = slowConf();
      conf.setEnum(TextSource.TOKENIZER, tokenizer);
      assertThat(read(new TextSource(conf), plain, gzip))
          .isEqualTo(tokenizer == Tokenizer.WORD ? 200 : 240);
      assertThat(SlowDisk.mostSilentSteps()).isPositive().isLessThanOrEqualTo(2);
    }
  }

  @Test
  void everyStepOfAParquetFileOnASlowDiskBeats() throws IOException {
    Path file = folder.resolve("a.parquet");
    MessageType columns = MessageTypeParser.parseMessageType("message m { required int64 n; }");
    try (ParquetWriter<org.apache.parquet.example.data.Group> writer =
        ExampleParquetWriter.builder(new LocalOutputFile(file)).withType(columns).build()) {
      for (long n = 0; n < 500; n++) {
        SimpleGroup row = new SimpleGroup(columns);
        row.add(0, n * n);
        writer.write(row);
      }
    }
    assertThat(read(new Numbers(slowConf()), file)).isEqualTo(500);
    assertThat(SlowDisk.mostSilentSteps()).isPositive().isLessThanOrEqualTo(2);
  }

  @Test
  void filesWithoutAWordBeat() throws IOException {
    Path empty = Files.createFile(folder.resolve("empty.txt"));
    Path[] files = Collections.nCopies(300, empty).toArray(Path[]::new);
    assertThat(read(new TextSource(new Configuration(false)), files)).isZero();
    assertThat(beats).isGreaterThanOrEqualTo(300);
  }

  @Test
  void blanksBeatWhereverTheyComeFrom() throws IOException {
    byte[] blanks = new byte[1 << 20];
    Arrays.fill(blanks, (byte) ' ');
    Path gzip = folder.resolve("blanks.gz");
    Path bzip2 = folder.resolve("blanks.bz2");
    Path plain = folder.resolve("blanks.txt");
    try (OutputStream toGzip = new GZIPOutputStream(Files.newOutputStream(gzip));
        OutputStream toBzip2 = new BZip2CompressorOutputStream(Files.newOutputStream(bzip2));
        OutputStream toPlain = Files.newOutputStream(plain)) {
      for (int i = 0; i < BLANKS / blanks.length; i++) {
        toGzip.write(blanks);
        toBzip2.write(blanks);
        toPlain.write(blanks);
      }
    }
    for (Path file : List.of(gzip, bzip2, plain)) {
      assertThat(read(new TextSource(new Configuration(false)), file)).as("%s", file).isZero();
      assertThat(beats).as("%s", file).isGreaterThanOrEqualTo(BLANKS >> 20);
    }
  }

  private static Configuration slowConf() {
    Configuration conf = new Configuration(false);
    conf.setClass("fs.file.impl", SlowDisk.class, org.apache.hadoop.fs.FileSystem.class);
    conf.setBoolean("fs.file.impl.disable.cache", true);
    SlowDisk.mostSilentSteps();
    return conf;
  }

  /** Reads files in one split, counts the beats, and returns the rows. */
  private long read(Source source, Path... files) throws IOException {
    beats = 0;
    List<FileRange> ranges =
        Arrays.stream(files)
            .map(file -> new org.apache.hadoop.fs.Path(file.toUri()))
            .map(path -> new FileRange(path, 0, Long.MAX_VALUE >> 20))
            .toList();
    long rows = 0;
    try (BatchRecordReader reader = new BatchRecordReader(source)) {
      reader.initialize(new PackedSplit(ranges, new String[0]), context());
      while (reader.nextKeyValue()) {
        rows += reader.getCurrentValue().size();
        reader.getCurrentValue().pulse().beat();
      }
    }
    return rows;
  }

  private TaskAttemptContextImpl context() {
    return new TaskAttemptContextImpl(new Configuration(false), new TaskAttemptID()) {
      @Override
      public void progress() {
        beats++;
        SlowDisk.beat();
      }
    };
  }

  /** A Parquet file's one column. */
  private record Numbers(Configuration conf) implements Source {
    @Override
    public Schema schema() {
      return Schema.of(new Column("n", Type.LONG));
    }

    @Override
    public boolean isSplittable(org.apache.hadoop.fs.Path path) {
      return true;
    }

    @Override
    public BatchReader open(FileRange range, Pulse pulse) throws IOException {
      return new ParquetBatchReader(conf, range.path(), 0, range.length(), schema(), pulse);
    }
  }
}
