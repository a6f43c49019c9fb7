package io.holdfast.query;

import io.holdfast.record.Batch;
import io.holdfast.record.DoubleVector;
import io.holdfast.record.LongVector;
import io.holdfast.record.Type;
import io.holdfast.record.Vector;

/** The double nearest to a LONG or DECIMAL. */
final class ToDouble implements Expression {
  /**
   * Both numbers of this size and powers of ten up to this one are doubles, so one rounding does.
   */
  private static final long MAX_EXACT = 1L << 53;

  private final Expression operand;
  private final int scale;
  private final DoubleVector result = new DoubleVector(Type.DOUBLE, Batch.MAX_ROWS);

  private ToDouble(Expression operand) {
    this.operand = operand;
    this.scale = operand.type().scale();
  }

  /** Wraps a number, unless it is a double already. */
  static Expression of(Expression number) {
    if (number.type().storage() == Type.Storage.DOUBLES) {
      return number;
    }
    return number instanceof Constant constant
        ? Constant.ofDouble(constant.asDouble())
        : new ToDouble(number);
  }

  @Override
  public Type type() {
    return Type.DOUBLE;
  }

  @Override
  public Vector evaluate(Batch batch) {
    Vector vector = operand.evaluate(batch);
    int size = batch.size();
    result.clear();
    Nulls.spread(vector, size, result);
    double[] out = result.values();
    if (vector instanceof LongVector longs && scale <= Wide.MAX_LONG_POWER) {
      long[] values = longs.values();
      double divisor = Wide.powerOfTen(scale);
      for (int row = 0; row < size; row++) {
        boolean exact = scale == 0 || Math.abs(values[row]) <= MAX_EXACT;
        out[row] = exact ? values[row] / divisor : Wide.decimal(vector, row).doubleValue();
      }
    } else {
      for (int row = 0; row < size; row++) {
        out[row] = result.isNull(row) ? 0 : Wide.decimal(vector, row).doubleValue();
      }
    }
    return result;
  }
}
