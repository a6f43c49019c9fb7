package io.holdfast.query;

import io.holdfast.error.HoldfastException;
import io.holdfast.record.Batch;
import io.holdfast.record.LongVector;
import io.holdfast.record.Type;
import io.holdfast.record.Vector;
import java.math.BigInteger;

/** Sums, differences and products of LONG, checked. */
final class LongArithmetic implements Expression {
  private final Expression left;
  private final ArithmeticOperator operator;
  private final Expression right;
  private final String sql;
  private final LongVector result = new LongVector(Type.LONG, Batch.MAX_ROWS);

  LongArithmetic(Expression left, ArithmeticOperator operator, Expression right, String sql) {
    this.left = left;
    this.operator = operator;
    this.right = right;
    this.sql = sql;
  }

  @Override
  public Type type() {
    return Type.LONG;
  }

  @Override
  public Vector evaluate(Batch batch) {
    LongVector leftVector = (LongVector) left.evaluate(batch);
    LongVector rightVector = (LongVector) right.evaluate(batch);
    int size = batch.size();
    result.clear();
    Nulls.spread(leftVector, size, result);
    Nulls.spread(rightVector, size, result);
    if (overflows(leftVector.values(), rightVector.values(), size)) {
      check(leftVector.values(), rightVector.values(), batch);
    }
    return result;
  }

  /**
   * Fills the result and says whether any row overflowed, null rows with their stale values too.
   */
  private boolean overflows(long[] lefts, long[] rights, int size) {
    long[] out = result.values();
    long overflow = 0;
    switch (operator) {
      case ADD -> {
        for (int row = 0; row < size; row++) {
          out[row] = lefts[row] + rights[row];
          overflow |= (lefts[row] ^ out[row]) & (rights[row] ^ out[row]);
        }
      }
      case SUBTRACT -> {
        for (int row = 0; row < size; row++) {
          out[row] = lefts[row] - rights[row];
          overflow |= (lefts[row] ^ rights[row]) & (lefts[row] ^ out[row]);
        }
      }
      case MULTIPLY -> {
        for (int row = 0; row < size; row++) {
          out[row] = lefts[row] * rights[row];
          long high = Math.multiplyHigh(lefts[row], rights[row]);
          overflow |= high == out[row] >> Long.SIZE - 1 ? 0 : -1;
        }
      }
      case DIVIDE -> throw new IllegalStateException("division of longs");
    }
    return overflow < 0;
  }

  private void check(long[] lefts, long[] rights, Batch batch) {
    for (int row = 0; row < batch.size(); row++) {
      if (!result.isNull(row)) {
        BigInteger exact =
            operator.apply(BigInteger.valueOf(lefts[row]), BigInteger.valueOf(rights[row]));
        if (exact.bitLength() >= Long.SIZE && batch.isSelected(row)) {
          throw HoldfastException.data(
              sql, "expected a result of 64 bits, got %s; try decimals, as in x * 1.0", exact);
        }
      }
    }
  }
}
