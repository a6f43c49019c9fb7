package io.holdfast.query;

import io.holdfast.record.Batch;
import io.holdfast.record.LongVector;

/**
 * Compares two 64-bit values, each times a constant that brings both to one unit. The products have
 * 128 bits, so nothing is rounded and nothing overflows.
 */
final class LongComparison extends Condition {
  private final Expression left;
  private final long leftFactor;
  private final Expression right;
  private final long rightFactor;
  private final byte[] holds;

  LongComparison(
      Expression left, long leftFactor, Operator operator, Expression right, long rightFactor) {
    this.left = left;
    this.leftFactor = leftFactor;
    this.right = right;
    this.rightFactor = rightFactor;
    this.holds = operator.truth();
  }

  @Override
  void test(Batch batch, byte[] truth) {
    LongVector leftVector = (LongVector) left.evaluate(batch);
    LongVector rightVector = (LongVector) right.evaluate(batch);
    int size = batch.size();
    if (leftFactor == 1 && rightFactor == 1) {
      compare(leftVector.values(), rightVector.values(), size, truth);
    } else {
      compareScaled(leftVector.values(), rightVector.values(), size, truth);
    }
    spreadNulls(leftVector, size, truth);
    spreadNulls(rightVector, size, truth);
  }

  private void compare(long[] lefts, long[] rights, int size, byte[] truth) {
    for (int row = 0; row < size; row++) {
      truth[row] = holds[Long.compare(lefts[row], rights[row]) + 1];
    }
  }

  private void compareScaled(long[] lefts, long[] rights, int size, byte[] truth) {
    for (int row = 0; row < size; row++) {
      long a = lefts[row];
      long b = rights[row];
      int order =
          Wide.compare(
              Math.multiplyHigh(a, leftFactor),
              a * leftFactor,
              Math.multiplyHigh(b, rightFactor),
              b * rightFactor);
      truth[row] = holds[order + 1];
    }
  }
}
