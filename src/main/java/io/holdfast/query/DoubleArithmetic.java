package io.holdfast.query;

import io.holdfast.record.Batch;
import io.holdfast.record.DoubleVector;
import io.holdfast.record.Type;
import io.holdfast.record.Vector;

/** IEEE 754 arithmetic; a division by zero gives an infinity or NaN. */
final class DoubleArithmetic implements Expression {
  private final Expression left;
  private final ArithmeticOperator operator;
  private final Expression right;
  private final DoubleVector result = new DoubleVector(Type.DOUBLE, Batch.MAX_ROWS);

  /** Both operands are FLOAT or DOUBLE. */
  DoubleArithmetic(Expression left, ArithmeticOperator operator, Expression right) {
    this.left = left;
    this.operator = operator;
    this.right = right;
  }

  @Override
  public Type type() {
    return Type.DOUBLE;
  }

  @Override
  public Vector evaluate(Batch batch) {
    DoubleVector leftVector = (DoubleVector) left.evaluate(batch);
    DoubleVector rightVector = (DoubleVector) right.evaluate(batch);
    int size = batch.size();
    result.clear();
    Nulls.spread(leftVector, size, result);
    Nulls.spread(rightVector, size, result);
    compute(leftVector.values(), rightVector.values(), size, result.values());
    return result;
  }

  private void compute(double[] lefts, double[] rights, int size, double[] out) {
    switch (operator) {
      case ADD -> {
        for (int row = 0; row < size; row++) {
          out[row] = lefts[row] + rights[row];
        }
      }
      case SUBTRACT -> {
        for (int row = 0; row < size; row++) {
          out[row] = lefts[row] - rights[row];
        }
      }
      case MULTIPLY -> {
        for (int row = 0; row < size; row++) {
          out[row] = lefts[row] * rights[row];
        }
      }
      case DIVIDE -> {
        for (int row = 0; row < size; row++) {
          out[row] = lefts[row] / rights[row];
        }
      }
    }
  }
}
