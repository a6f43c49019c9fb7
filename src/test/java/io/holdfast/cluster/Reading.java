package io.holdfast.cluster;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.apache.parquet.example.data.Group;
import org.apache.parquet.example.data.simple.SimpleGroup;
import org.apache.parquet.hadoop.ParquetWriter;
import org.apache.parquet.hadoop.example.ExampleParquetWriter;
import org.apache.parquet.hadoop.metadata.CompressionCodecName;
import org.apache.parquet.io.LocalOutputFile;
import org.apache.parquet.schema.MessageType;
import org.apache.parquet.schema.MessageTypeParser;

/**
 * A row of a Parquet file.
 *
 * @param city of a few
 * @param temperature or null
 * @param count or null
 */
public record Reading(String city, Double temperature, Long count) {
  private static final MessageType MESSAGE =
      MessageTypeParser.parseMessageType(
          "message readings { required binary city (STRING); optional double temperature;"
              + " optional int64 count; }");
  private static final int CITIES = 40;
  private static final int GROUP_ROWS = 150;

  /** Returns the same rows each time. */
  public static List<Reading> random(int rows) {
    Random random = new Random(2);
    List<Reading> readings = new ArrayList<>();
    for (int i = 0; i < rows; i++) {
      Double temperature = random.nextInt(10) == 0 ? null : random.nextGaussian() * 1e3;
      Long count = random.nextInt(10) == 0 ? null : random.nextLong() >> 16;
      readings.add(new Reading("city" + random.nextInt(CITIES), temperature, count));
    }
    return readings;
  }

  /** Writes rows with parquet-java into several row groups, compressed with zstd. */
  public static Path write(List<Reading> readings, Path file) throws IOException {
    try (ParquetWriter<Group> writer =
        ExampleParquetWriter.builder(new LocalOutputFile(file))
            .withType(MESSAGE)
            .withCompressionCodec(CompressionCodecName.ZSTD)
            .withRowGroupRowCountLimit(GROUP_ROWS)
            .build()) {
      for (Reading reading : readings) {
        writer.write(reading.group());
      }
    }
    return file;
  }

  private Group group() {
    Group group = new SimpleGroup(MESSAGE).append("city", city);
    if (temperature != null) {
      group.add("temperature", temperature);
    }
    if (count != null) {
      group.add("count", count);
    }
    return group;
  }
}
