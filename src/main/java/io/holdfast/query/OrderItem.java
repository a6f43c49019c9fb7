package io.holdfast.query;

/**
 * What result rows are ordered by.
 *
 * @param expression over the result's columns; NaN is larger than every number, and -0.0 equals 0.0
 * @param descending the largest value first
 * @param nullsFirst null before all values, else behind them
 */
public record OrderItem(Expression expression, boolean descending, boolean nullsFirst) {}
