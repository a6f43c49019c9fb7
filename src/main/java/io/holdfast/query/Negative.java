package io.holdfast.query;

import io.holdfast.record.Batch;
import io.holdfast.record.DoubleVector;
import io.holdfast.record.Type;
import io.holdfast.record.Vector;

/** A float or double with its sign changed, -0.0 and NaN as IEEE 754 has it. */
final class Negative implements Expression {
  private final Expression operand;
  private final DoubleVector result;

  Negative(Expression operand) {
    this.operand = operand;
    this.result = new DoubleVector(operand.type(), Batch.MAX_ROWS);
  }

  @Override
  public Type type() {
    return result.type();
  }

  @Override
  public Vector evaluate(Batch batch) {
    DoubleVector vector = (DoubleVector) operand.evaluate(batch);
    int size = batch.size();
    result.clear();
    Nulls.spread(vector, size, result);
    for (int row = 0; row < size; row++) {
      result.values()[row] = -vector.values()[row];
    }
    return result;
  }
}
