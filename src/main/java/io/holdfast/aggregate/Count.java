package io.holdfast.aggregate;

import io.holdfast.record.BytesInput;
import io.holdfast.record.BytesOutput;
import io.holdfast.record.LongVector;
import io.holdfast.record.Type;
import io.holdfast.record.Vector;
import java.util.Arrays;

/**
 * Counts rows, or values that are not null, in 64 bits. The result is never null.
 *
 * <p>State: the count, as a varint.
 */
final class Count implements Accumulator {
  private long[] counts = {};
  private int size;

  @Override
  public Type resultType() {
    return Type.LONG;
  }

  @Override
  public void resize(int groups) {
    if (groups > counts.length) {
      counts = Arrays.copyOf(counts, Capacity.grow(counts.length, groups));
    }
    size = Math.max(size, groups);
  }

  @Override
  public void add(Vector argument, int[] rows, int[] groups, int count) {
    boolean[] nulls = argument != null && argument.mayHaveNulls() ? argument.nulls() : null;
    long[] totals = counts;
    for (int i = 0; i < count; i++) {
      if (nulls == null || !nulls[rows[i]]) {
        int group = groups[i];
        totals[group] = Math.incrementExact(totals[group]);
      }
    }
  }

  /** Returns a group's count. */
  long get(int group) {
    return counts[group];
  }

  @Override
  public int touch(int[] groups, int count) {
    int sum = 0;
    for (int i = 0; i < count; i++) {
      sum += (int) counts[groups[i]];
    }
    return sum;
  }

  @Override
  public void write(int group, BytesOutput out) {
    out.writeVarLong(counts[group]);
  }

  @Override
  public void merge(int group, BytesInput in) {
    addTo(group, in.readVarLong());
  }

  void addTo(int group, long more) {
    long total = counts[group] + more;
    if (total < 0) {
      throw new ArithmeticException(
          "count is " + Long.toUnsignedString(total) + ", outside the 64-bit range");
    }
    counts[group] = total;
  }

  @Override
  public void finish(int group, Vector result, int row) {
    ((LongVector) result).values()[row] = counts[group];
  }

  @Override
  public long retainedBytes() {
    return (long) counts.length * Long.BYTES;
  }

  @Override
  public void clear() {
    if (Capacity.isKept(counts.length)) {
      Arrays.fill(counts, 0, size, 0);
    } else {
      counts = new long[0];
    }
    size = 0;
  }
}
