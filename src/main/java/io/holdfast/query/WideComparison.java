package io.holdfast.query;

import io.holdfast.record.Batch;
import io.holdfast.record.Vector;

/** Compares exact numbers of which at least one has more than 18 digits. */
final class WideComparison extends Condition {
  private final Expression left;
  private final Expression right;
  private final byte[] holds;

  WideComparison(Expression left, Operator operator, Expression right) {
    this.left = left;
    this.right = right;
    this.holds = operator.truth();
  }

  @Override
  void test(Batch batch, byte[] truth) {
    Vector leftVector = left.evaluate(batch);
    Vector rightVector = right.evaluate(batch);
    boolean sameScale = left.type().scale() == right.type().scale();
    int size = batch.size();
    for (int row = 0; row < size; row++) {
      int order =
          sameScale
              ? Wide.compare(
                  Wide.high(leftVector, row),
                  Wide.low(leftVector, row),
                  Wide.high(rightVector, row),
                  Wide.low(rightVector, row))
              : Wide.decimal(leftVector, row).compareTo(Wide.decimal(rightVector, row));
      truth[row] = holds[order + 1];
    }
    spreadNulls(leftVector, size, truth);
    spreadNulls(rightVector, size, truth);
  }
}
