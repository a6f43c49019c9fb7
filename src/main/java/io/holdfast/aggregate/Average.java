package io.holdfast.aggregate;

import io.holdfast.record.BytesInput;
import io.holdfast.record.BytesOutput;
import io.holdfast.record.DoubleVector;
import io.holdfast.record.Type;
import io.holdfast.record.Vector;

/**
 * The exact sum over the count, rounded once. Null where no value was.
 *
 * <p>State: that of the sum, then that of the count.
 */
final class Average implements Accumulator {
  private final Sum sum;
  private final Count values = new Count();

  Average(Sum sum) {
    this.sum = sum;
  }

  @Override
  public Type resultType() {
    return Type.DOUBLE;
  }

  @Override
  public void resize(int groups) {
    sum.resize(groups);
    values.resize(groups);
  }

  @Override
  public void add(Vector argument, int[] rows, int[] groups, int count) {
    sum.add(argument, rows, groups, count);
    values.add(argument, rows, groups, count);
  }

  @Override
  public int touch(int[] groups, int count) {
    return sum.touch(groups, count) + values.touch(groups, count);
  }

  @Override
  public void write(int group, BytesOutput out) {
    sum.write(group, out);
    values.write(group, out);
  }

  @Override
  public void merge(int group, BytesInput in) {
    sum.merge(group, in);
    values.merge(group, in);
  }

  @Override
  public void finish(int group, Vector result, int row) {
    long count = values.get(group);
    if (count == 0) {
      result.setNull(row);
    } else {
      ((DoubleVector) result).values()[row] = sum.average(group, count);
    }
  }

  @Override
  public long retainedBytes() {
    return sum.retainedBytes() + values.retainedBytes();
  }

  @Override
  public void clear() {
    sum.clear();
    values.clear();
  }
}
