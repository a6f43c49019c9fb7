package io.holdfast.query;

import io.holdfast.record.BytesVector;
import io.holdfast.record.Pulse;
import java.util.Arrays;

/** Compares a text with a constant, as unsigned bytes. */
final class BytesRange extends BytesCondition {
  private final byte[] constant;
  private final byte[] holds;

  BytesRange(Expression operand, Operator operator, byte[] constant) {
    super(operand);
    this.constant = constant;
    this.holds = operator.truth();
  }

  @Override
  void match(BytesVector values, int size, byte[] truth, Pulse pulse) {
    byte[] data = values.data();
    int[] starts = values.starts();
    int[] lengths = values.lengths();
    boolean[] nulls = values.nulls();
    for (int row = 0; row < size; row++) {
      if (!nulls[row]) {
        int start = starts[row];
        int end = start + lengths[row];
        int order = Arrays.compareUnsigned(data, start, end, constant, 0, constant.length);
        truth[row] = holds[Integer.signum(order) + 1];
      }
    }
  }
}
