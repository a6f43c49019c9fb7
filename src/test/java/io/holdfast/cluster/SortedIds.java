package io.holdfast.cluster;

import java.io.IOException;
import java.nio.file.Path;
import org.apache.parquet.example.data.Group;
import org.apache.parquet.example.data.simple.SimpleGroup;
import org.apache.parquet.hadoop.ParquetWriter;
import org.apache.parquet.hadoop.example.ExampleParquetWriter;
import org.apache.parquet.io.LocalOutputFile;
import org.apache.parquet.schema.MessageType;
import org.apache.parquet.schema.MessageTypeParser;

/** Rows of a Parquet file with one column, {@code id}: numbers from 0 on, in their order. */
public final class SortedIds {
  private static final MessageType MESSAGE =
      MessageTypeParser.parseMessageType("message ids { required int64 id; }");

  private SortedIds() {}

  /** Writes them plain, so that a file is as large as they are. */
  public static Path write(int rows, int groupRows, Path file) throws IOException {
    try (ParquetWriter<Group> writer =
        ExampleParquetWriter.builder(new LocalOutputFile(file))
            .withType(MESSAGE)
            .withDictionaryEncoding(false)
            .withRowGroupRowCountLimit(groupRows)
            .build()) {
      for (long id = 0; id < rows; id++) {
        writer.write(new SimpleGroup(MESSAGE).append("id", id));
      }
    }
    return file;
  }
}
