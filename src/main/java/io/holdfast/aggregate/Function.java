package io.holdfast.aggregate;

import java.util.Locale;

/** The aggregate functions. */
public enum Function {
  /** {@code count(*)}: all rows; it alone has no argument. */
  COUNT_ROWS,
  /** {@code count(x)}: the rows where x is not null. */
  COUNT,
  SUM,
  MIN,
  MAX,
  AVG,
  /** {@code count(distinct x)}: the different values of x that are not null. */
  COUNT_DISTINCT,
  /** {@code median(x)}: {@code quantile(x, 0.5)}. */
  MEDIAN,
  /** {@code quantile(x, p)}: what a share p of the values lies below. */
  QUANTILE;

  /** Returns the name in SQL, in lower case; {@code count} stands for three functions. */
  public String sqlName() {
    boolean counts = this == COUNT_ROWS || this == COUNT_DISTINCT;
    return counts ? COUNT.sqlName() : name().toLowerCase(Locale.ROOT);
  }

  /** Says whether it needs the values of its argument in order, see {@link OrderedAggregate}. */
  public boolean isOrdered() {
    return this == COUNT_DISTINCT || this == MEDIAN || this == QUANTILE;
  }
}
