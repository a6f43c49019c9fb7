package io.holdfast.aggregate;

import io.holdfast.record.BytesInput;
import io.holdfast.record.BytesOutput;
import io.holdfast.record.DoubleVector;
import io.holdfast.record.Type;
import io.holdfast.record.Vector;

/**
 * The exact sum of floats or doubles, rounded once; null where no value was. State: see {@link
 * DoubleTotals}.
 */
final class DoubleSum implements Sum {
  private final DoubleTotals totals = new DoubleTotals();

  @Override
  public Type resultType() {
    return Type.DOUBLE;
  }

  @Override
  public void resize(int groups) {
    totals.resize(groups);
  }

  @Override
  public void add(Vector argument, int[] rows, int[] groups, int count) {
    totals.add((DoubleVector) argument, rows, groups, count);
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
    } else {
      ((DoubleVector) result).values()[row] = totals.round(group);
    }
  }

  @Override
  public double average(int group, long count) {
    return totals.average(group, count);
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
