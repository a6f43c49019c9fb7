package io.holdfast.input.parquet;

import io.holdfast.record.Batch;
import io.holdfast.record.BytesVector;
import io.holdfast.record.DoubleVector;
import io.holdfast.record.LongVector;
import io.holdfast.record.Pulse;
import io.holdfast.record.Schema;
import io.holdfast.record.Vector;
import io.holdfast.record.WideVector;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.fs.Path;

/**
 * Batches turned into lists of plain objects, with what every batch must keep checked on the way.
 */
final class Rows {
  /** One for all: making a configuration takes longer than reading a small file. */
  static final Configuration CONF = new Configuration();

  private Rows() {}

  static String latin(byte[] bytes) {
    return new String(bytes, StandardCharsets.ISO_8859_1);
  }

  /** Reads all rows of a file. */
  static List<List<Object>> read(java.nio.file.Path file, Schema wanted) throws IOException {
    return read(file, 0, Long.MAX_VALUE, wanted);
  }

  static List<List<Object>> read(java.nio.file.Path file, long start, long length, Schema wanted)
      throws IOException {
    List<List<Object>> rows = new ArrayList<>();
    Batch batch = new Batch(wanted);
    Path path = new Path(file.toUri());
    try (ParquetBatchReader reader =
        new ParquetBatchReader(CONF, path, start, length, wanted, Pulse.NONE)) {
      while (reader.next(batch)) {
        add(batch, rows);
      }
    }
    return rows;
  }

  /** Adds a batch's rows; one that the reader could not give is null. */
  static void add(Batch batch, List<List<Object>> rows) {
    for (int row = 0; row < batch.size(); row++) {
      if (batch.malformed(row) != null) {
        rows.add(null);
        continue;
      }
      Object[] values = new Object[batch.schema().size()];
      for (int column = 0; column < values.length; column++) {
        values[column] = value(batch.column(column), row);
        requireEntry(batch.column(column), row, values[column]);
      }
      rows.add(Arrays.asList(values));
    }
  }

  /** Returns a Long, Double, BigInteger or String of one character a byte. */
  static Object value(Vector vector, int row) {
    if (vector.isNull(row)) {
      if (!vector.mayHaveNulls()) {
        throw new AssertionError("a null in a vector without");
      }
      return null;
    } else if (vector instanceof LongVector longs) {
      return longs.values()[row];
    } else if (vector instanceof DoubleVector doubles) {
      return doubles.values()[row];
    } else if (vector instanceof WideVector wides) {
      return wides.get(row);
    }
    return latin(((BytesVector) vector).get(row));
  }

  private static void requireEntry(Vector vector, int row, Object value) {
    if (vector.ids() == null) {
      return;
    }
    int id = vector.ids()[row];
    boolean same =
        value == null
            ? id == vector.dictionarySize()
            : value.equals(value(vector.dictionary(), id));
    if (!same) {
      throw new AssertionError("row " + row + " holds " + value + " but has the entry " + id);
    }
  }
}
