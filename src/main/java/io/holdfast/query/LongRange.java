package io.holdfast.query;

import io.holdfast.record.Batch;
import io.holdfast.record.LongVector;

/** Whether a 64-bit value is within constant bounds. */
final class LongRange extends Condition {
  private final Expression operand;
  private final long low;
  private final long high;

  LongRange(Expression operand, Bounds bounds) {
    this.operand = operand;
    this.low = bounds.within(false).low().longValueExact();
    this.high = bounds.within(false).high().longValueExact();
  }

  @Override
  void test(Batch batch, byte[] truth) {
    LongVector vector = (LongVector) operand.evaluate(batch);
    long[] values = vector.values();
    int size = batch.size();
    for (int row = 0; row < size; row++) {
      truth[row] = values[row] >= low && values[row] <= high ? TRUE : FALSE;
    }
    spreadNulls(vector, size, truth);
  }
}
