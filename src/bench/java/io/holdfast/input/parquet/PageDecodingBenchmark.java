package io.holdfast.input.parquet;

import io.holdfast.record.Batch;
import io.holdfast.record.Column;
import io.holdfast.record.DoubleVector;
import io.holdfast.record.LongVector;
import io.holdfast.record.Pulse;
import io.holdfast.record.Schema;
import io.holdfast.record.Type;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Random;
import java.util.concurrent.TimeUnit;
import org.apache.hadoop.conf.Configuration;
import org.apache.parquet.example.data.Group;
import org.apache.parquet.example.data.simple.SimpleGroup;
import org.apache.parquet.hadoop.ParquetReader;
import org.apache.parquet.hadoop.ParquetWriter;
import org.apache.parquet.hadoop.example.ExampleParquetWriter;
import org.apache.parquet.hadoop.example.GroupReadSupport;
import org.apache.parquet.io.LocalOutputFile;
import org.apache.parquet.schema.MessageType;
import org.apache.parquet.schema.MessageTypeParser;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OperationsPerInvocation;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.TearDown;
import org.openjdk.jmh.annotations.Warmup;

/** A key and a nullable double read from Parquet: page by page, and record by record. */
@State(Scope.Thread)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
@Fork(1)
@Warmup(iterations = 3, time = 1)
@Measurement(iterations = 3, time = 1)
public class PageDecodingBenchmark {
  private static final int ROWS = 500_000;
  private static final Schema SCHEMA =
      Schema.of(new Column("category", Type.LONG), new Column("value", Type.DOUBLE));

  /** With few distinct values pages have dictionary ids, with many they are plain. */
  @Param({"1000", "1000000000"})
  private int distinct;

  private Path file;

  @Setup
  public void write() throws IOException {
    MessageType type =
        MessageTypeParser.parseMessageType(
            "message m { required int64 category; optional double value; }");
    file = Files.createTempDirectory("pages").resolve("a.parquet");
    Random random = new Random(1);
    try (ParquetWriter<Group> writer =
        ExampleParquetWriter.builder(new LocalOutputFile(file)).withType(type).build()) {
      for (int row = 0; row < ROWS; row++) {
        Group group = new SimpleGroup(type);
        group.add("category", (long) random.nextInt(100));
        if (random.nextInt(20) > 0) {
          group.add("value", random.nextInt(distinct) / 100.0);
        }
        writer.write(group);
      }
    }
  }

  @TearDown
  public void delete() throws IOException {
    Files.delete(file);
    Files.delete(file.getParent());
  }

  /** Nanoseconds a row. */
  @Benchmark
  @OperationsPerInvocation(ROWS)
  public double pages() throws IOException {
    Batch batch = new Batch(SCHEMA);
    double sum = 0;
    try (ParquetBatchReader reader =
        new ParquetBatchReader(
            new Configuration(false),
            new org.apache.hadoop.fs.Path(file.toUri()),
            0,
            Long.MAX_VALUE,
            SCHEMA,
            Pulse.NONE)) {
      while (reader.next(batch)) {
        double[] values = ((DoubleVector) batch.column(1)).values();
        sum += ((LongVector) batch.column(0)).values()[0] + values[0];
      }
    }
    return sum;
  }

  /** Nanoseconds a row. */
  @Benchmark
  @OperationsPerInvocation(ROWS)
  public double records() throws IOException {
    double sum = 0;
    try (ParquetReader<Group> reader =
        ParquetReader.builder(new GroupReadSupport(), new org.apache.hadoop.fs.Path(file.toUri()))
            .build()) {
      for (Group group = reader.read(); group != null; group = reader.read()) {
        sum += group.getLong("category", 0);
        sum += group.getFieldRepetitionCount("value") > 0 ? group.getDouble("value", 0) : 0;
      }
    }
    return sum;
  }
}
