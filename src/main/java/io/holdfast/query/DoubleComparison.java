package io.holdfast.query;

import io.holdfast.record.Batch;
import io.holdfast.record.DoubleVector;
import io.holdfast.record.LongVector;
import io.holdfast.record.Vector;

/** Compares a double or a LONG with a double; the LONG exactly. */
final class DoubleComparison extends Condition {
  private final Expression left;
  private final Expression right;
  private final byte[] holds;

  DoubleComparison(Expression left, Operator operator, Expression right) {
    this.left = left;
    this.right = right;
    this.holds = operator.truth();
  }

  @Override
  void test(Batch batch, byte[] truth) {
    Vector leftVector = left.evaluate(batch);
    DoubleVector rightVector = (DoubleVector) right.evaluate(batch);
    int size = batch.size();
    double[] rights = rightVector.values();
    if (leftVector instanceof LongVector longs) {
      long[] lefts = longs.values();
      for (int row = 0; row < size; row++) {
        truth[row] = holds[DoubleOrder.compare(lefts[row], rights[row]) + 1];
      }
    } else {
      double[] lefts = ((DoubleVector) leftVector).values();
      for (int row = 0; row < size; row++) {
        truth[row] = holds[DoubleOrder.compare(lefts[row], rights[row]) + 1];
      }
    }
    spreadNulls(leftVector, size, truth);
    spreadNulls(rightVector, size, truth);
  }
}
