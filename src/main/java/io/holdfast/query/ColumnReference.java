package io.holdfast.query;

import io.holdfast.record.Batch;
import io.holdfast.record.Schema;
import io.holdfast.record.Type;
import io.holdfast.record.Vector;

/** A column's own values, with its dictionary if it has one. */
public final class ColumnReference implements Expression {
  private final int index;
  private final Type type;

  ColumnReference(Schema schema, int index) {
    this.index = index;
    this.type = schema.column(index).type();
  }

  /** Returns the column's place in the schema, from 0. */
  public int index() {
    return index;
  }

  @Override
  public Type type() {
    return type;
  }

  @Override
  public Vector evaluate(Batch batch) {
    return batch.column(index);
  }
}
