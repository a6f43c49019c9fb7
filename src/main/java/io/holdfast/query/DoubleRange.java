package io.holdfast.query;

import io.holdfast.record.Batch;
import io.holdfast.record.DoubleVector;

/** Whether a double, by its {@link DoubleOrder#key}, is within constant bounds. */
final class DoubleRange extends Condition {
  private final Expression operand;
  private final long low;
  private final long high;

  DoubleRange(Expression operand, Bounds keys) {
    this.operand = operand;
    this.low = keys.within(false).low().longValueExact();
    this.high = keys.within(false).high().longValueExact();
  }

  @Override
  void test(Batch batch, byte[] truth) {
    DoubleVector vector = (DoubleVector) operand.evaluate(batch);
    double[] values = vector.values();
    int size = batch.size();
    for (int row = 0; row < size; row++) {
      long key = DoubleOrder.key(values[row]);
      truth[row] = key >= low && key <= high ? TRUE : FALSE;
    }
    spreadNulls(vector, size, truth);
  }
}
