package io.holdfast.query;

import io.holdfast.error.HoldfastException;
import io.holdfast.record.Batch;
import io.holdfast.record.LongVector;
import io.holdfast.record.Type;
import io.holdfast.record.Vector;
import io.holdfast.record.WideVector;
import java.math.BigDecimal;
import java.math.BigInteger;

/**
 * Exact sums, differences and products of decimals and LONGs. Where both operands of a row fit 64
 * bits, as they nearly always do, no object is made.
 */
final class DecimalArithmetic implements Expression {
  private final Expression left;
  private final ArithmeticOperator operator;
  private final Expression right;
  private final String sql;
  private final long leftFactor;
  private final long rightFactor;
  private final boolean factorsFit;
  private final Vector result;

  /**
   * @param type of the result: the greater scale for sums, the sum of scales for products; as many
   *     digits as the exact result can have, or 38, and then each row is checked
   */
  DecimalArithmetic(
      Expression left, ArithmeticOperator operator, Expression right, Type type, String sql) {
    this.left = left;
    this.operator = operator;
    this.right = right;
    this.sql = sql;
    this.result = Vector.create(type, Batch.MAX_ROWS);
    int leftShift = shift(left);
    int rightShift = shift(right);
    this.factorsFit = Math.max(leftShift, rightShift) <= Wide.MAX_LONG_POWER;
    this.leftFactor = Wide.powerOfTen(Math.min(leftShift, Wide.MAX_LONG_POWER));
    this.rightFactor = Wide.powerOfTen(Math.min(rightShift, Wide.MAX_LONG_POWER));
  }

  private int shift(Expression operand) {
    boolean product = operator == ArithmeticOperator.MULTIPLY;
    return product ? 0 : type().scale() - operand.type().scale();
  }

  @Override
  public Type type() {
    return result.type();
  }

  @Override
  public Vector evaluate(Batch batch) {
    Vector leftVector = left.evaluate(batch);
    Vector rightVector = right.evaluate(batch);
    int size = batch.size();
    result.clear();
    Nulls.spread(leftVector, size, result);
    Nulls.spread(rightVector, size, result);
    if (result instanceof LongVector narrow) {
      long[] lefts = ((LongVector) leftVector).values();
      long[] rights = ((LongVector) rightVector).values();
      computeNarrow(lefts, rights, size, narrow.values());
    } else {
      computeWide(leftVector, rightVector, batch, (WideVector) result);
    }
    return result;
  }

  /** The type has room for every result, so nothing overflows. */
  private void computeNarrow(long[] lefts, long[] rights, int size, long[] out) {
    boolean product = operator == ArithmeticOperator.MULTIPLY;
    long sign = operator == ArithmeticOperator.SUBTRACT ? -1 : 1;
    for (int row = 0; row < size; row++) {
      out[row] =
          product
              ? lefts[row] * rights[row]
              : lefts[row] * leftFactor + sign * rights[row] * rightFactor;
    }
  }

  private void computeWide(Vector lefts, Vector rights, Batch batch, WideVector out) {
    for (int row = 0; row < batch.size(); row++) {
      if (!out.isNull(row)) {
        if (factorsFit && Wide.fitsLong(lefts, row) && Wide.fitsLong(rights, row)) {
          computeRow(Wide.low(lefts, row), Wide.low(rights, row), row, out);
        } else {
          out.set(row, exact(lefts, rights, row, batch));
        }
      }
    }
  }

  /** Each product, and the sum of two, is below 2^126 and so below 10^38. */
  private void computeRow(long a, long b, int row, WideVector out) {
    if (operator == ArithmeticOperator.MULTIPLY) {
      out.set(row, Math.multiplyHigh(a, b), a * b);
      return;
    }
    long high = Math.multiplyHigh(a, leftFactor);
    long low = a * leftFactor;
    long otherHigh = Math.multiplyHigh(b, rightFactor);
    long otherLow = b * rightFactor;
    if (operator == ArithmeticOperator.ADD) {
      long sum = low + otherLow;
      long carry = Long.compareUnsigned(sum, low) < 0 ? 1 : 0;
      out.set(row, high + otherHigh + carry, sum);
    } else {
      long borrow = Long.compareUnsigned(low, otherLow) < 0 ? 1 : 0;
      out.set(row, high - otherHigh - borrow, low - otherLow);
    }
  }

  private BigInteger exact(Vector lefts, Vector rights, int row, Batch batch) {
    BigDecimal exact = operator.apply(Wide.decimal(lefts, row), Wide.decimal(rights, row));
    if (exact.precision() <= Type.MAX_PRECISION) {
      return exact.unscaledValue();
    }
    if (batch.isSelected(row)) {
      throw HoldfastException.data(
          sql, "expected a result of 38 digits, got %s; try a double, as in x * 1e0", exact);
    }
    return BigInteger.ZERO;
  }
}
