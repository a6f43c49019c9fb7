package io.holdfast.query;

import io.holdfast.record.Batch;
import io.holdfast.record.Type;
import io.holdfast.record.Vector;

/** A value computed from a row, for all rows of a batch at once. Not safe for two threads. */
public interface Expression {
  /** Returns the type of the values. */
  Type type();

  /**
   * Computes the values of a batch's rows.
   *
   * @param batch at most {@link Batch#MAX_ROWS} rows of the schema that the expression is bound to
   * @return the values, valid until the next call or until the batch changes
   * @throws io.holdfast.error.HoldfastException of kind DATA where an exact result does not fit
   */
  Vector evaluate(Batch batch);
}
