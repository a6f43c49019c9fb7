package io.holdfast.query;

import io.holdfast.record.Batch;
import io.holdfast.record.LongVector;

/** A boolean value taken as a condition. */
final class Flag extends Condition {
  private final Expression value;

  Flag(Expression value) {
    this.value = value;
  }

  @Override
  void test(Batch batch, byte[] truth) {
    LongVector vector = (LongVector) value.evaluate(batch);
    long[] values = vector.values();
    int size = batch.size();
    for (int row = 0; row < size; row++) {
      truth[row] = values[row] == 0 ? FALSE : TRUE;
    }
    spreadNulls(vector, size, truth);
  }
}
