package io.holdfast.query;

import io.holdfast.record.Batch;
import io.holdfast.record.BytesVector;
import io.holdfast.record.DoubleVector;
import io.holdfast.record.LongVector;
import io.holdfast.record.Schema;
import io.holdfast.record.Vector;
import io.holdfast.record.WideVector;
import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/** Batches from plain objects and back: Boolean, Long, BigDecimal, Double, String or null. */
final class Rows {
  private Rows() {}

  static Batch batch(Schema schema, Object[]... rows) {
    Batch batch = new Batch(schema);
    for (int row = 0; row < rows.length; row++) {
      for (int column = 0; column < schema.size(); column++) {
        put(batch.column(column), row, rows[row][column]);
      }
    }
    batch.setSize(rows.length);
    return batch;
  }

  static Object[] row(Object... values) {
    return values;
  }

  static void put(Vector vector, int row, Object value) {
    if (value == null) {
      vector.setNull(row);
    } else if (vector instanceof DoubleVector doubles) {
      doubles.values()[row] = ((Number) value).doubleValue();
    } else if (vector instanceof BytesVector bytes) {
      byte[] utf8 = ((String) value).getBytes(StandardCharsets.UTF_8);
      bytes.append(row, utf8, 0, utf8.length);
    } else if (vector instanceof WideVector wide) {
      wide.set(row, ((BigDecimal) value).setScale(vector.type().scale()).unscaledValue());
    } else {
      ((LongVector) vector).values()[row] = unscaled(vector, value);
    }
  }

  private static long unscaled(Vector vector, Object value) {
    if (value instanceof Boolean flag) {
      return flag ? 1 : 0;
    }
    return value instanceof BigDecimal decimal
        ? decimal.setScale(vector.type().scale()).unscaledValue().longValueExact()
        : ((Number) value).longValue();
  }

  static Object get(Vector vector, int row) {
    if (vector.isNull(row)) {
      return null;
    }
    return switch (vector.type().kind()) {
      case BOOLEAN -> ((LongVector) vector).values()[row] != 0;
      case LONG, DATE, TIME, TIMESTAMP -> ((LongVector) vector).values()[row];
      case FLOAT, DOUBLE -> ((DoubleVector) vector).values()[row];
      case DECIMAL -> Wide.decimal(vector, row);
      case TEXT, BINARY -> new String(((BytesVector) vector).get(row), StandardCharsets.UTF_8);
    };
  }

  /** Evaluates an expression over all rows of a batch. */
  static List<Object> evaluate(String sql, Batch batch) {
    Vector vector = ExpressionParser.parse("--where", sql, batch.schema()).evaluate(batch);
    List<Object> values = new ArrayList<>();
    for (int row = 0; row < batch.size(); row++) {
      values.add(get(vector, row));
    }
    return values;
  }

  /** Evaluates an expression that needs no columns. */
  static Object evaluate(String sql) {
    return evaluate(sql, batch(Schema.of(), new Object[1][0])).get(0);
  }

  /** Returns the rows where a condition is true. */
  static int[] select(String sql, Batch batch) {
    int[] rows = new int[Batch.MAX_ROWS];
    int count = ExpressionParser.parseCondition("--where", sql, batch.schema()).select(batch, rows);
    return Arrays.copyOf(rows, count);
  }
}
