package io.holdfast.output;

import io.holdfast.record.Batch;
import io.holdfast.record.BytesVector;
import io.holdfast.record.LongVector;
import io.holdfast.record.Vector;
import io.holdfast.shuffle.BadRecord;
import java.io.IOException;
import java.io.OutputStream;
import org.apache.hadoop.fs.Path;
import org.apache.parquet.example.data.Group;
import org.apache.parquet.example.data.simple.SimpleGroup;
import org.apache.parquet.hadoop.ParquetWriter;
import org.apache.parquet.hadoop.example.ExampleParquetWriter;
import org.apache.parquet.hadoop.metadata.CompressionCodecName;
import org.apache.parquet.io.api.Binary;
import org.apache.parquet.schema.MessageType;
import org.apache.parquet.schema.MessageTypeParser;

/**
 * Writes malformed records as a Parquet file, which {@code holdfast aggregate} reads. Makes objects
 * a row: malformed records are few. Not thread-safe.
 */
final class QuarantineWriter implements RowWriter {
  /** The directory in an output; readers of the output skip it for its first letter. */
  static final String DIRECTORY = "_quarantine";

  private static final long ROW_GROUP_BYTES = 8 << 20;
  private static final MessageType COLUMNS =
      MessageTypeParser.parseMessageType(
          "message bad_records { required binary file (STRING); optional int64 offset;"
              + " optional int64 row_group; optional int64 row; required int64 length;"
              + " required binary reason (STRING); required binary raw; }");

  private final DigestStream bytes;
  private final ParquetWriter<Group> writer;
  private long rows;

  /** Begins a file. */
  QuarantineWriter(OutputStream out) throws IOException {
    bytes = new DigestStream(out);
    writer =
        ExampleParquetWriter.builder(new StreamFile(bytes))
            .withType(COLUMNS)
            .withCompressionCodec(CompressionCodecName.UNCOMPRESSED)
            .withRowGroupSize(ROW_GROUP_BYTES)
            .build();
  }

  /** Returns the path, below an attempt's or an output's directory, of a reduce task's file. */
  static String nameOf(int partition) {
    return DIRECTORY + Path.SEPARATOR + Part.nameOf(partition) + ".parquet";
  }

  /** Writes a batch of {@link BadRecord#SCHEMA}. */
  @Override
  public void write(Batch batch) throws IOException {
    for (int row = 0; row < batch.size(); row++) {
      Group group = new SimpleGroup(COLUMNS);
      for (int i = 0; i < batch.schema().size(); i++) {
        add(group, i, batch.column(i), row);
      }
      writer.write(group);
    }
    rows += batch.size();
  }

  private static void add(Group group, int field, Vector column, int row) {
    if (column.isNull(row)) {
      return;
    }
    if (column instanceof LongVector longs) {
      group.add(field, longs.values()[row]);
    } else if (column instanceof BytesVector slices) {
      group.add(field, Binary.fromConstantByteArray(slices.get(row)));
    }
  }

  /** Writes the file's end. */
  @Override
  public void close() throws IOException {
    writer.close();
  }

  @Override
  public Part part(String name) {
    return new Part(name, rows, bytes.bytes(), bytes.sha256());
  }
}
