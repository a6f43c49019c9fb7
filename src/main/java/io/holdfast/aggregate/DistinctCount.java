package io.holdfast.aggregate;

import io.holdfast.record.LongVector;
import io.holdfast.record.Vector;

/** {@code count(distinct x)}. The result is never null. */
final class DistinctCount implements OrderedAggregate {
  private final Completeness completeness = new Completeness();
  private long count;

  @Override
  public void begin(long values) {
    completeness.begin(values);
    count = 0;
  }

  @Override
  public void add(Vector column, int row, long times, long others) {
    completeness.add(times);
    count += 1 + others;
  }

  @Override
  public long[] places(long values) {
    return new long[0];
  }

  @Override
  public void finish(Vector result, int row) {
    completeness.require();
    ((LongVector) result).values()[row] = count;
  }
}
