package io.holdfast.aggregate;

import io.holdfast.record.BytesInput;
import io.holdfast.record.BytesOutput;
import io.holdfast.record.LongVector;
import io.holdfast.record.Type;
import io.holdfast.record.Vector;
import io.holdfast.record.WideVector;
import java.math.BigDecimal;
import java.math.BigInteger;

/** The sum of integers or decimals; null where no value was. State: see {@link IntegerTotals}. */
final class IntegerSum implements Sum {
  private static final BigInteger DECIMAL_LIMIT = BigInteger.TEN.pow(Type.MAX_PRECISION);
  private static final long MAX_EXACT_DOUBLE = 1L << 53;

  private final Type type;
  private final BigInteger unitsPerOne;
  private final IntegerTotals totals = new IntegerTotals();

  /**
   * Sums integers, or unscaled values.
   *
   * @param type of the result: LONG, or a decimal of 38 digits with the argument's scale
   */
  IntegerSum(Type type) {
    this.type = type;
    this.unitsPerOne = BigInteger.TEN.pow(type.scale());
  }

  @Override
  public Type resultType() {
    return type;
  }

  @Override
  public void resize(int groups) {
    totals.resize(groups);
  }

  @Override
  public void add(Vector argument, int[] rows, int[] groups, int count) {
    totals.add(argument, rows, groups, count);
  }

  @Override
  public int touch(int[] groups, int count) {
    return totals.touch(groups, count);
  }

  @Override
  public void write(int group, BytesOutput out) {
    totals.write(group, out);
  }

  @Override
  public void merge(int group, BytesInput in) {
    totals.merge(group, in);
  }

  @Override
  public void finish(int group, Vector result, int row) {
    if (totals.isEmpty(group)) {
      result.setNull(row);
    } else if (result instanceof LongVector longs) {
      if (!totals.isLong(group)) {
        throw new ArithmeticException(
            "sum is " + totals.total(group) + ", outside the 64-bit range");
      }
      longs.values()[row] = totals.low(group);
    } else {
      finishDecimal(totals.total(group), (WideVector) result, row);
    }
  }

  private void finishDecimal(BigInteger total, WideVector result, int row) {
    if (total.abs().compareTo(DECIMAL_LIMIT) >= 0) {
      String sum = new BigDecimal(total, type.scale()).toPlainString();
      throw new ArithmeticException(
          "sum is " + sum + ", more than " + Type.MAX_PRECISION + " digits");
    }
    result.set(row, total);
  }

  @Override
  public double average(int group, long count) {
    BigInteger divisor = unitsPerOne.multiply(BigInteger.valueOf(count));
    if (totals.isLong(group)
        && isExactDouble(totals.low(group))
        && divisor.bitLength() < Long.SIZE
        && isExactDouble(divisor.longValue())) {
      return (double) totals.low(group) / divisor.longValue();
    }
    return Rounding.nearest(totals.total(group), divisor, 0);
  }

  private static boolean isExactDouble(long value) {
    return -MAX_EXACT_DOUBLE <= value && value <= MAX_EXACT_DOUBLE;
  }

  @Override
  public long retainedBytes() {
    return totals.retainedBytes();
  }

  @Override
  public void clear() {
    totals.clear();
  }
}
