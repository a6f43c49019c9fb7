package io.holdfast.query;

import io.holdfast.record.Vector;

/** The nulls of a computed vector. */
final class Nulls {
  private Nulls() {}

  /** Makes the result null where an operand is. */
  static void spread(Vector operand, int size, Vector result) {
    if (operand.mayHaveNulls()) {
      boolean[] nulls = operand.nulls();
      for (int row = 0; row < size; row++) {
        if (nulls[row]) {
          result.setNull(row);
        }
      }
    }
  }
}
