package io.holdfast.aggregate;

import io.holdfast.record.DoubleVector;
import io.holdfast.record.LongVector;
import io.holdfast.record.Vector;
import io.holdfast.record.WideVector;
import java.math.BigDecimal;
import java.math.BigInteger;

/**
 * {@code quantile(x, p)} and {@code median(x)}: of n values in order, numbered from 0, the one at
 * {@code (n - 1) * p}, or between two what lies there on the straight line from one to the other;
 * definition 7 of Hyndman and Fan (Sample quantiles in statistical packages, 1996), which {@code
 * percentile} in Spark and {@code quantile_cont} in DuckDB take too. Computed exactly and rounded
 * once. Null where no value was.
 *
 * <p>Next to an infinity or NaN it follows IEEE 754: halfway from -inf to inf is NaN.
 */
final class Quantile implements OrderedAggregate {
  private final BigDecimal fraction;
  private final Completeness completeness = new Completeness();

  /** The number of the value at or below the place, and how far beyond it the place is. */
  private long below;

  private BigDecimal beyond;
  private final Corner low = new Corner();
  private final Corner high = new Corner();

  /**
   * @param fraction p, from 0 to 1
   */
  Quantile(BigDecimal fraction) {
    this.fraction = fraction;
  }

  @Override
  public void begin(long count) {
    completeness.begin(count);
    BigDecimal place = place(count);
    BigInteger floor = place.toBigInteger();
    below = floor.longValueExact();
    beyond = place.subtract(new BigDecimal(floor));
  }

  private BigDecimal place(long count) {
    return fraction.multiply(BigDecimal.valueOf(Math.max(0, count - 1)));
  }

  @Override
  public long[] places(long count) {
    long floor = place(count).toBigInteger().longValueExact();
    return new long[] {floor, floor + 1};
  }

  @Override
  public void add(Vector column, int row, long times, long others) {
    long from = completeness.add(times);
    long until = from + times;
    if (from <= below && below < until) {
      low.take(column, row);
    }
    if (from <= below + 1 && below + 1 < until) {
      high.take(column, row);
    }
  }

  @Override
  public void finish(Vector result, int row) {
    completeness.require();
    if (completeness.values() == 0) {
      result.setNull(row);
    } else {
      ((DoubleVector) result).values()[row] = beyond.signum() == 0 ? low.value() : between();
    }
  }

  private double between() {
    if (low.exact == null || high.exact == null) {
      return low.special + high.special; // Whatever the shares of both.
    }
    return toDouble(low.exact.add(high.exact.subtract(low.exact).multiply(beyond)));
  }

  private static double toDouble(BigDecimal value) {
    return Rounding.nearest(
        value.unscaledValue(), BigInteger.TEN.pow(Math.max(0, value.scale())), 0);
  }

  /** One of the two values that a place lies between. */
  private static final class Corner {
    /** Null for an infinity or NaN. */
    private BigDecimal exact;

    /** The infinity or NaN, else 0, which is as good as any number next to those. */
    private double special;

    void take(Vector column, int row) {
      exact = null;
      special = 0;
      if (column instanceof LongVector longs) {
        exact = BigDecimal.valueOf(longs.values()[row], column.type().scale());
      } else if (column instanceof WideVector wides) {
        exact = new BigDecimal(wides.get(row), column.type().scale());
      } else {
        double value = ((DoubleVector) column).values()[row];
        if (Double.isFinite(value)) {
          exact = new BigDecimal(value);
        } else {
          special = value;
        }
      }
    }

    double value() {
      return exact == null ? special : toDouble(exact);
    }
  }
}
