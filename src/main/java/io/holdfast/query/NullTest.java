package io.holdfast.query;

import io.holdfast.record.Batch;
import io.holdfast.record.Vector;
import java.util.Arrays;

/** {@code IS NULL}. */
final class NullTest extends Condition {
  private final Expression operand;

  NullTest(Expression operand) {
    this.operand = operand;
  }

  @Override
  void test(Batch batch, byte[] truth) {
    Vector vector = operand.evaluate(batch);
    int size = batch.size();
    Arrays.fill(truth, 0, size, FALSE);
    if (vector.mayHaveNulls()) {
      boolean[] nulls = vector.nulls();
      for (int row = 0; row < size; row++) {
        truth[row] = nulls[row] ? TRUE : FALSE;
      }
    }
  }
}
