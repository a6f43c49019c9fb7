package io.holdfast.query;

import io.holdfast.record.BytesVector;
import io.holdfast.record.Pulse;

/** {@code LIKE}. */
final class Like extends BytesCondition {
  private final LikePattern pattern;

  Like(Expression operand, LikePattern pattern) {
    super(operand);
    this.pattern = pattern;
  }

  @Override
  void match(BytesVector values, int size, byte[] truth, Pulse pulse) {
    byte[] data = values.data();
    int[] starts = values.starts();
    int[] lengths = values.lengths();
    boolean[] nulls = values.nulls();
    for (int row = 0; row < size; row++) {
      if (!nulls[row]) {
        truth[row] = pattern.matches(data, starts[row], lengths[row], pulse) ? TRUE : FALSE;
      }
    }
  }
}
