package io.holdfast.aggregate;

import io.holdfast.record.BytesInput;
import io.holdfast.record.BytesOutput;
import io.holdfast.record.DoubleVector;
import io.holdfast.record.LongVector;
import io.holdfast.record.Type;
import io.holdfast.record.Vector;
import java.util.Arrays;

/**
 * The least or greatest of values that are one long or double; null where no value was. NaN is
 * greater than all numbers; -0.0 becomes 0.0.
 *
 * <p>Doubles are mapped to longs of the same order, and for the least all bits are flipped, which
 * turns the order around: so all that is kept is the greatest long.
 *
 * <p>State: 0 when empty, else the long, not flipped, as a {@link LongState}.
 */
final class ScalarExtreme implements Accumulator {
  private static final int EMPTY = 0;

  private final Type type;
  private final long flip;
  private boolean[] seen = {};
  private long[] greatest = {};
  private int size;

  ScalarExtreme(Type type, boolean wantsGreatest) {
    this.type = type;
    this.flip = wantsGreatest ? 0 : -1;
  }

  @Override
  public Type resultType() {
    return type;
  }

  @Override
  public void resize(int groups) {
    int capacity = greatest.length;
    if (groups > capacity) {
      int grown = Capacity.grow(capacity, groups);
      seen = Arrays.copyOf(seen, grown);
      greatest = Arrays.copyOf(greatest, grown);
      Arrays.fill(greatest, capacity, grown, Long.MIN_VALUE);
    }
    size = Math.max(size, groups);
  }

  @Override
  public void add(Vector argument, int[] rows, int[] groups, int count) {
    boolean[] nulls = argument.mayHaveNulls() ? argument.nulls() : null;
    if (argument instanceof DoubleVector doubles) {
      addDoubles(doubles.values(), nulls, rows, groups, count);
    } else {
      addLongs(((LongVector) argument).values(), nulls, rows, groups, count);
    }
  }

  private void addLongs(long[] values, boolean[] nulls, int[] rows, int[] groups, int count) {
    for (int i = 0; i < count; i++) {
      int row = rows[i];
      if (nulls == null || !nulls[row]) {
        addFlipped(groups[i], values[row] ^ flip);
      }
    }
  }

  private void addDoubles(double[] values, boolean[] nulls, int[] rows, int[] groups, int count) {
    for (int i = 0; i < count; i++) {
      int row = rows[i];
      if (nulls == null || !nulls[row]) {
        addFlipped(groups[i], toOrdered(values[row]) ^ flip);
      }
    }
  }

  private void addFlipped(int group, long value) {
    greatest[group] = Math.max(greatest[group], value);
    seen[group] = true;
  }

  /** Maps doubles to longs of the same order; all NaNs to one, -0.0 to 0.0. */
  private static long toOrdered(double value) {
    return reverseNegatives(Double.doubleToLongBits(value + 0.0));
  }

  /** Turns the order of negative doubles' bits around, and back. */
  private static long reverseNegatives(long bits) {
    return bits ^ bits >> Long.SIZE - 1 & Long.MAX_VALUE;
  }

  @Override
  public int touch(int[] groups, int count) {
    int sum = 0;
    for (int i = 0; i < count; i++) {
      sum += (int) greatest[groups[i]] + (seen[groups[i]] ? 1 : 0);
    }
    return sum;
  }

  @Override
  public void write(int group, BytesOutput out) {
    if (seen[group]) {
      LongState.write(out, greatest[group] ^ flip);
    } else {
      out.writeByte(EMPTY);
    }
  }

  @Override
  public void merge(int group, BytesInput in) {
    int marker = in.readByte();
    if (marker != EMPTY) {
      addFlipped(group, LongState.read(in, marker) ^ flip);
    }
  }

  @Override
  public void finish(int group, Vector result, int row) {
    long value = greatest[group] ^ flip;
    if (!seen[group]) {
      result.setNull(row);
    } else if (result instanceof DoubleVector doubles) {
      doubles.values()[row] = Double.longBitsToDouble(reverseNegatives(value));
    } else {
      ((LongVector) result).values()[row] = value;
    }
  }

  @Override
  public long retainedBytes() {
    return seen.length + (long) greatest.length * Long.BYTES;
  }

  @Override
  public void clear() {
    if (Capacity.isKept(greatest.length)) {
      Arrays.fill(seen, 0, size, false);
      Arrays.fill(greatest, 0, size, Long.MIN_VALUE);
    } else {
      seen = new boolean[0];
      greatest = new long[0];
    }
    size = 0;
  }
}
