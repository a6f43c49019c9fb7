package io.holdfast.aggregate;

import io.holdfast.record.LongVector;
import io.holdfast.record.Vector;

/** {@code count(distinct x)}. The result is never null. */
final class DistinctCount implements OrderedAggregate {
  private long count;

  @Override
  public void begin(long values) {
    count = 0;
  }

  @Override
  public void add(Vector column, int row, long times) {
    count++;
  }

  @Override
  public void finish(Vector result, int row) {
    ((LongVector) result).values()[row] = count;
  }
}
