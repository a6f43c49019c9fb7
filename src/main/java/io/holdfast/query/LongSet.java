package io.holdfast.query;

import io.holdfast.record.Batch;
import io.holdfast.record.LongVector;
import java.util.Arrays;

/** Whether a 64-bit value is one of some constants. */
final class LongSet extends Condition {
  private final Expression operand;
  private final long[] sorted;

  LongSet(Expression operand, long[] members) {
    this.operand = operand;
    this.sorted = members.clone();
    Arrays.sort(sorted);
  }

  @Override
  void test(Batch batch, byte[] truth) {
    LongVector vector = (LongVector) operand.evaluate(batch);
    long[] values = vector.values();
    int size = batch.size();
    for (int row = 0; row < size; row++) {
      truth[row] = Arrays.binarySearch(sorted, values[row]) >= 0 ? TRUE : FALSE;
    }
    spreadNulls(vector, size, truth);
  }
}
