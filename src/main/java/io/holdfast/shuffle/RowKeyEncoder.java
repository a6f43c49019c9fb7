package io.holdfast.shuffle;

import io.holdfast.query.OrderItem;
import io.holdfast.query.Query;
import io.holdfast.record.Batch;
import io.holdfast.record.BytesOutput;
import io.holdfast.record.Column;
import io.holdfast.record.Schema;
import io.holdfast.record.Type;
import io.holdfast.record.Vector;
import java.util.List;

/**
 * Turns result rows into keys whose unsigned order is the order that a query asks for, and which
 * hold the rows whole.
 *
 * <p>A key is the values of the query's order, as {@link KeyEncoder} has them but with a marker of
 * nulls that sorts where nulls belong, and with all bits of a descending value turned; then the row
 * itself, encoded exactly, which orders what is equal so far; then the length of the first part as
 * 4 bytes.
 */
public final class RowKeyEncoder {
  /** The one column of a batch of keys. */
  public static final Schema SCHEMA = Schema.of(new Column("key", Type.BINARY));

  /** The marker of a null that stands behind all values. */
  private static final int NULL_LAST = KeyEncoder.PRESENT + 1;

  private final List<OrderItem> order;
  private final Vector[] values;
  private KeyEncoder row;

  /** Makes an encoder of a query's result rows. */
  public RowKeyEncoder(Query query) {
    this.order = query.order();
    this.values = new Vector[order.size()];
  }

  /** Begins a batch of rows, which must not change until the next. */
  public void begin(Batch rows) {
    for (int i = 0; i < values.length; i++) {
      values[i] = order.get(i).expression().evaluate(rows);
    }
    this.row = KeyEncoder.exact(rows.columns());
  }

  /** Appends the key of a row. */
  public void encode(int index, BytesOutput out) {
    int start = out.length();
    for (int i = 0; i < values.length; i++) {
      encode(values[i], index, order.get(i), out);
    }
    int ordered = out.length() - start;
    row.encodeBeginning(index, out);
    out.writeInt(ordered);
  }

  private static void encode(Vector value, int index, OrderItem item, BytesOutput out) {
    if (value.isNull(index)) {
      out.writeByte(item.nullsFirst() ? KeyEncoder.NULL : NULL_LAST);
      return;
    }
    out.writeByte(KeyEncoder.PRESENT);
    int start = out.length();
    KeyEncoder.encodeInner(value, index, out);
    if (item.descending()) {
      byte[] bytes = out.bytes();
      for (int i = start; i < out.length(); i++) {
        bytes[i] = (byte) ~bytes[i];
      }
    }
  }
}
