package io.holdfast.query;

import io.holdfast.record.Batch;
import io.holdfast.record.BytesVector;
import java.util.Arrays;

/** Compares texts, or binaries, as unsigned bytes. */
final class BytesComparison extends Condition {
  private final Expression left;
  private final Expression right;
  private final byte[] holds;

  BytesComparison(Expression left, Operator operator, Expression right) {
    this.left = left;
    this.right = right;
    this.holds = operator.truth();
  }

  @Override
  void test(Batch batch, byte[] truth) {
    BytesVector leftVector = (BytesVector) left.evaluate(batch);
    BytesVector rightVector = (BytesVector) right.evaluate(batch);
    int size = batch.size();
    for (int row = 0; row < size; row++) {
      boolean known = !leftVector.isNull(row) && !rightVector.isNull(row);
      truth[row] = known ? compare(leftVector, rightVector, row) : UNKNOWN;
    }
  }

  private byte compare(BytesVector a, BytesVector b, int row) {
    int aStart = a.starts()[row];
    int bStart = b.starts()[row];
    int order =
        Arrays.compareUnsigned(
            a.data(),
            aStart,
            aStart + a.lengths()[row],
            b.data(),
            bStart,
            bStart + b.lengths()[row]);
    return holds[Integer.signum(order) + 1];
  }
}
