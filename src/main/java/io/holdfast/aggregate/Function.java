package io.holdfast.aggregate;

/** The aggregate functions. */
public enum Function {
  COUNT_ROWS,
  COUNT,
  SUM,
  MIN,
  MAX,
  AVG
}
