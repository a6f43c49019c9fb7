package io.holdfast.input.parquet;

import io.holdfast.record.Type;

/**
 * What a Parquet column's values become.
 *
 * @param type of the column in a batch
 * @param conversion from what the pages hold; null where that is already what a batch holds
 */
record ValueShape(Type type, ValueConversion conversion) {
  static ValueShape of(Type type) {
    return new ValueShape(type, null);
  }
}
