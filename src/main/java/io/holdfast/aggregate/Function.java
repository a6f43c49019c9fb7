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
  AVG;

  /** Returns the name in SQL, in lower case; {@code count} stands for two functions. */
  public String sqlName() {
    return this == COUNT_ROWS ? COUNT.sqlName() : name().toLowerCase(Locale.ROOT);
  }
}
