package io.holdfast.aggregate;

import io.holdfast.record.BytesInput;
import io.holdfast.record.BytesOutput;
import io.holdfast.record.DoubleVector;
import java.math.BigInteger;
import java.util.Arrays;

/**
 * The exact sum of doubles for each of many groups. Most groups are a pair of doubles whose exact
 * sum is the total: an addend goes into the first, and what that rounds off (the TwoSum of Knuth
 * and Møller) into the second. Where the second would have to round too, or nothing is finite, the
 * group moves to an {@link ExactSum}; which of the two it is in never shows in the result.
 *
 * <p>State: 0 when empty; 1 and a double; 2 and a pair; or 3 and an {@link ExactSum}.
 */
final class DoubleTotals {
  private static final int EMPTY = 0;
  private static final int ONE_DOUBLE = 1;
  private static final int PAIR = 2;
  private static final int EXACT_SUM = 3;

  /** The second of an empty pair. No addition leaves it: what TwoSum rounds off is never -0.0. */
  private static final double UNUSED = -0.0;

  /** The first of a group that has an {@link ExactSum}; whatever is added, no step is exact. */
  private static final double MOVED = Double.NaN;

  private static final int REFERENCE_BYTES = 8;
  private static final int FRACTION_BITS = 52;
  private static final long MAX_EXACT_DOUBLE = 1L << FRACTION_BITS + 1;

  private double[] pairs = {};
  private ExactSum[] exactSums = {};
  private int moved;
  private int size;

  void resize(int groups) {
    int capacity = pairs.length / 2;
    if (groups > capacity) {
      int grown = Capacity.grow(capacity, groups);
      pairs = Arrays.copyOf(pairs, Math.multiplyExact(2, grown));
      empty(capacity, grown);
      exactSums = moved == 0 ? exactSums : Arrays.copyOf(exactSums, grown);
    }
    size = Math.max(size, groups);
  }

  private void empty(int from, int to) {
    for (int group = from; group < to; group++) {
      pairs[2 * group] = 0.0;
      pairs[2 * group + 1] = UNUSED;
    }
  }

  /** Adds the rows of a vector that are not null. */
  void add(DoubleVector argument, int[] rows, int[] groups, int count) {
    boolean[] nulls = argument.mayHaveNulls() ? argument.nulls() : null;
    double[] values = argument.values();
    double[] totals = pairs;
    for (int i = 0; i < count; i++) {
      int row = rows[i];
      if (nulls == null || !nulls[row]) {
        int group = groups[i];
        double value = values[row];
        if (!step(totals, 2 * group, value)) {
          addCarefully(group, value);
        }
      }
    }
  }

  private void add(int group, double value) {
    if (!step(pairs, 2 * group, value)) {
      addCarefully(group, value);
    }
  }

  /** Adds to a pair if that is exact; returns false, with nothing changed, if not. */
  private static boolean step(double[] pairs, int at, double value) {
    double first = pairs[at];
    double second = pairs[at + 1];
    double sum = first + value;
    double rest = roundedOff(first, value, sum);
    double rests = second + rest;
    if (isExact(second, rest, rests)) {
      pairs[at] = sum;
      pairs[at + 1] = rests;
      return true;
    }
    return false;
  }

  /** Returns {@code a + b - sum}, exact unless something overflows; then it is not finite. */
  private static double roundedOff(double a, double b, double sum) {
    double share = sum - a;
    return (a - (sum - share)) + (b - share);
  }

  /** Says whether a sum is not rounded: taking the lesser addend off is exact (Dekker). */
  private static boolean isExact(double a, double b, double sum) {
    return sum - a == b && sum - b == a;
  }

  /** Takes overlap out of the pair and tries again, else adds to an {@link ExactSum}. */
  private void addCarefully(int group, double value) {
    int at = 2 * group;
    if (!isMoved(group)) {
      double first = pairs[at];
      double second = pairs[at + 1];
      double sum = first + second;
      double rest = roundedOff(first, second, sum);
      if (Double.isFinite(rest)) {
        pairs[at] = sum;
        pairs[at + 1] = rest;
        if (step(pairs, at, value)) {
          return;
        }
      }
      move(group);
    }
    exactSums[group].add(value);
  }

  private void move(int group) {
    if (exactSums.length == 0) {
      exactSums = new ExactSum[pairs.length / 2];
    }
    int at = 2 * group;
    ExactSum sum = new ExactSum();
    sum.add(pairs[at]);
    sum.add(pairs[at + 1]);
    exactSums[group] = sum;
    pairs[at] = MOVED;
    pairs[at + 1] = 0.0;
    moved++;
  }

  private boolean isMoved(int group) {
    return Double.isNaN(pairs[2 * group]);
  }

  /** Says whether nothing was added to a group. */
  boolean isEmpty(int group) {
    return Double.doubleToRawLongBits(pairs[2 * group + 1]) == Double.doubleToRawLongBits(UNUSED);
  }

  /** Returns a group's total, rounded to the nearest double, ties to even; a zero is 0.0. */
  double round(int group) {
    return isMoved(group) ? exactSums[group].round() : pairs[2 * group] + pairs[2 * group + 1];
  }

  /** Returns a group's total, divided by a count and then rounded; a zero is 0.0. */
  double average(int group, long count) {
    if (isMoved(group)) {
      return exactSums[group].average(count);
    }
    double first = pairs[2 * group];
    double second = pairs[2 * group + 1];
    double sum = first + second;
    if (isExact(first, second, sum) && count <= MAX_EXACT_DOUBLE) {
      return sum / count + 0.0;
    }
    int unit = Math.min(unit(first), unit(second));
    return Rounding.nearest(
        inUnits(first, unit).add(inUnits(second, unit)), BigInteger.valueOf(count), unit);
  }

  /** Returns the exponent of the last bit of a finite double, or one less if it is subnormal. */
  private static int unit(double value) {
    return Math.getExponent(value) - FRACTION_BITS;
  }

  private static BigInteger inUnits(double value, int unit) {
    int own = unit(value);
    return BigInteger.valueOf((long) Math.scalb(value, -own)).shiftLeft(own - unit);
  }

  /** See {@link Accumulator#touch}. */
  int touch(int[] groups, int count) {
    double sum = 0;
    for (int i = 0; i < count; i++) {
      sum += pairs[2 * groups[i]];
    }
    return (int) sum;
  }

  void write(int group, BytesOutput out) {
    if (isEmpty(group)) {
      out.writeByte(EMPTY);
    } else if (!isMoved(group)) {
      writePair(pairs[2 * group], pairs[2 * group + 1], out);
    } else if (exactSums[group].isSpecial()) {
      writePair(exactSums[group].round(), 0.0, out);
    } else {
      out.writeByte(EXACT_SUM);
      exactSums[group].write(out);
    }
  }

  private static void writePair(double first, double second, BytesOutput out) {
    double sum = first + second;
    if (second == 0 || isExact(first, second, sum)) {
      out.writeByte(ONE_DOUBLE);
      out.writeDouble(sum);
    } else {
      out.writeByte(PAIR);
      out.writeDouble(first);
      out.writeDouble(second);
    }
  }

  void merge(int group, BytesInput in) {
    int marker = in.readByte();
    switch (marker) {
      case EMPTY -> {}
      case ONE_DOUBLE -> add(group, in.readDouble());
      case PAIR -> {
        add(group, in.readDouble());
        add(group, in.readDouble());
      }
      case EXACT_SUM -> {
        if (!isMoved(group)) {
          move(group);
        }
        exactSums[group].merge(in);
      }
      default -> throw LongState.malformed(marker);
    }
  }

  long retainedBytes() {
    return (long) pairs.length * Double.BYTES
        + (long) exactSums.length * REFERENCE_BYTES
        + moved * ExactSum.RETAINED_BYTES;
  }

  void clear() {
    if (Capacity.isKept(pairs.length / 2)) {
      empty(0, size);
    } else {
      pairs = new double[0];
    }
    if (moved > 0) {
      exactSums = new ExactSum[0];
      moved = 0;
    }
    size = 0;
  }
}
