package io.holdfast.output;

import io.holdfast.record.Batch;
import io.holdfast.record.BytesOutput;
import io.holdfast.record.Column;
import io.holdfast.record.Schema;
import io.holdfast.record.ValueFormatter;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;

/**
 * Writes rows as lines: a tab between columns, a line feed behind each row, values as {@link
 * ValueFormatter} forms them. Not thread-safe.
 */
public final class TextWriter implements RowWriter {
  /** Bytes gathered before they go to the stream; a longer line is gathered whole. */
  private static final int CHUNK_BYTES = 1 << 16;

  private final DigestStream out;
  private final ValueFormatter formatter;
  private final BytesOutput chunk = new BytesOutput();
  private long rows;

  /**
   * @param out closed with this writer
   * @param columns the columns of all batches
   * @param header whether the first line holds the columns' names, always escaped
   * @param escape whether TEXT is escaped, see {@link ValueFormatter}
   */
  public TextWriter(OutputStream out, Schema columns, boolean header, boolean escape) {
    this.out = new DigestStream(out);
    this.formatter = new ValueFormatter(escape);
    if (header) {
      appendNames(columns);
    }
  }

  @Override
  public void write(Batch batch) throws IOException {
    int columns = batch.schema().size();
    for (int row = 0; row < batch.size(); row++) {
      for (int i = 0; i < columns; i++) {
        if (i > 0) {
          chunk.writeByte('\t');
        }
        formatter.append(batch.column(i), row, chunk);
      }
      chunk.writeByte('\n');
      if (chunk.length() >= CHUNK_BYTES) {
        flushChunk();
      }
    }
    rows += batch.size();
  }

  /** Writes what is left and closes the stream; a second call does nothing. */
  @Override
  public void close() throws IOException {
    try (out) {
      flushChunk();
    }
  }

  @Override
  public Part part(String name) {
    return new Part(name, rows, out.bytes(), out.sha256());
  }

  private void appendNames(Schema columns) {
    String separator = "";
    for (Column column : columns.columns()) {
      chunk.writeBytes(separator.getBytes(StandardCharsets.UTF_8), 0, separator.length());
      ValueFormatter.appendText(column.name(), chunk);
      separator = "\t";
    }
    chunk.writeByte('\n');
  }

  private void flushChunk() throws IOException {
    if (chunk.length() > 0) {
      out.write(chunk.bytes(), 0, chunk.length());
      chunk.clear();
    }
  }
}
