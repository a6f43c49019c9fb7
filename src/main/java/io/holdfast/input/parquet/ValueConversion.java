package io.holdfast.input.parquet;

import io.holdfast.record.Vector;

/** Turns values as they lie in a page into values of a column's type. */
@FunctionalInterface
interface ValueConversion {
  /**
   * Converts values that follow each other; none of them is null.
   *
   * @param raw the values, from row 0 on
   * @param count how many
   * @param out takes them, from {@code row} on
   */
  void convert(Vector raw, int count, Vector out, int row);
}
