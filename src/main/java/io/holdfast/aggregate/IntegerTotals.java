package io.holdfast.aggregate;

import io.holdfast.record.BytesInput;
import io.holdfast.record.BytesOutput;
import io.holdfast.record.LongVector;
import io.holdfast.record.Vector;
import io.holdfast.record.WideVector;
import java.math.BigInteger;
import java.util.Arrays;

/**
 * A 192-bit integer for each of many groups, so that no order of addends overflows.
 *
 * <p>A total is {@code top * 2^128 + high * 2^64 + low}, all three signed: so most totals are their
 * low digit alone, and the arrays of the others are made when the first group needs them.
 *
 * <p>State: 0 when empty; else a {@link LongState}, or 9 and the three digits as zigzag varints.
 */
final class IntegerTotals {
  private static final int EMPTY = 0;
  private static final int THREE_DIGITS = Long.BYTES + 1;

  private boolean[] seen = {};
  private long[] low = {};
  private long[] high = {};
  private long[] top = {};
  private int size;

  void resize(int groups) {
    if (groups > low.length) {
      int capacity = Capacity.grow(low.length, groups);
      seen = Arrays.copyOf(seen, capacity);
      low = Arrays.copyOf(low, capacity);
      high = high.length == 0 ? high : Arrays.copyOf(high, capacity);
      top = top.length == 0 ? top : Arrays.copyOf(top, capacity);
    }
    size = Math.max(size, groups);
  }

  /** Adds the rows of a vector that are not null. */
  void add(Vector argument, int[] rows, int[] groups, int count) {
    boolean[] nulls = argument.mayHaveNulls() ? argument.nulls() : null;
    if (argument instanceof WideVector wides) {
      addWides(wides, nulls, rows, groups, count);
    } else {
      addLongs(((LongVector) argument).values(), nulls, rows, groups, count);
    }
  }

  private void addLongs(long[] values, boolean[] nulls, int[] rows, int[] groups, int count) {
    long[] totals = low;
    boolean[] flags = seen;
    for (int i = 0; i < count; i++) {
      int row = rows[i];
      if (nulls == null || !nulls[row]) {
        int group = groups[i];
        long digit = values[row];
        long before = totals[group];
        long total = before + digit;
        totals[group] = total;
        flags[group] = true;
        if (overflows(before, digit, total)) {
          addHigh(group, carry(digit));
        }
      }
    }
  }

  private void addWides(WideVector values, boolean[] nulls, int[] rows, int[] groups, int count) {
    long[] highs = values.high();
    long[] lows = values.low();
    for (int i = 0; i < count; i++) {
      int row = rows[i];
      if (nulls == null || !nulls[row]) {
        int group = groups[i];
        long digit = lows[row];
        addLow(group, digit);
        addHigh(group, highs[row]);
        // As a signed digit, an unsigned half with its first bit set is 2^64 too small.
        addHigh(group, digit >>> Long.SIZE - 1);
      }
    }
  }

  private static boolean overflows(long before, long addend, long sum) {
    return ((before ^ sum) & (addend ^ sum)) < 0;
  }

  private static long carry(long addend) {
    return addend < 0 ? -1 : 1;
  }

  private void addLow(int group, long digit) {
    long before = low[group];
    long total = before + digit;
    low[group] = total;
    seen[group] = true;
    if (overflows(before, digit, total)) {
      addHigh(group, carry(digit));
    }
  }

  private void addHigh(int group, long digit) {
    if (digit != 0) {
      if (high.length == 0) {
        high = new long[low.length];
      }
      long before = high[group];
      long total = before + digit;
      high[group] = total;
      if (overflows(before, digit, total)) {
        addTop(group, carry(digit));
      }
    }
  }

  private void addTop(int group, long digit) {
    if (digit != 0) {
      if (top.length == 0) {
        top = new long[low.length];
      }
      top[group] += digit;
    }
  }

  /** Says whether nothing was added to a group. */
  boolean isEmpty(int group) {
    return !seen[group];
  }

  /** Says whether a group's total is its low digit alone. */
  boolean isLong(int group) {
    return digit(high, group) == 0 && digit(top, group) == 0;
  }

  /** Returns the low digit. */
  long low(int group) {
    return low[group];
  }

  private static long digit(long[] digits, int group) {
    return digits.length == 0 ? 0 : digits[group];
  }

  /** Returns a group's total. */
  BigInteger total(int group) {
    return BigInteger.valueOf(digit(top, group))
        .shiftLeft(Long.SIZE)
        .add(BigInteger.valueOf(digit(high, group)))
        .shiftLeft(Long.SIZE)
        .add(BigInteger.valueOf(low[group]));
  }

  /** See {@link Accumulator#touch}. */
  int touch(int[] groups, int count) {
    int sum = 0;
    for (int i = 0; i < count; i++) {
      sum += (int) low[groups[i]] + (seen[groups[i]] ? 1 : 0);
    }
    return sum;
  }

  void write(int group, BytesOutput out) {
    if (!seen[group]) {
      out.writeByte(EMPTY);
    } else if (isLong(group)) {
      LongState.write(out, low[group]);
    } else {
      out.writeByte(THREE_DIGITS);
      writeDigit(out, low[group]);
      writeDigit(out, digit(high, group));
      writeDigit(out, digit(top, group));
    }
  }

  private static void writeDigit(BytesOutput out, long digit) {
    out.writeVarLong(digit << 1 ^ digit >> Long.SIZE - 1);
  }

  void merge(int group, BytesInput in) {
    int marker = in.readByte();
    if (marker == THREE_DIGITS) {
      addLow(group, readDigit(in));
      addHigh(group, readDigit(in));
      addTop(group, readDigit(in));
    } else if (marker != EMPTY) {
      addLow(group, LongState.read(in, marker));
    }
  }

  private static long readDigit(BytesInput in) {
    long zigzag = in.readVarLong();
    return zigzag >>> 1 ^ -(zigzag & 1);
  }

  long retainedBytes() {
    return seen.length + ((long) low.length + high.length + top.length) * Long.BYTES;
  }

  void clear() {
    if (Capacity.isKept(low.length)) {
      Arrays.fill(seen, 0, size, false);
      Arrays.fill(low, 0, size, 0);
      Arrays.fill(high, 0, Math.min(size, high.length), 0);
      Arrays.fill(top, 0, Math.min(size, top.length), 0);
    } else {
      seen = new boolean[0];
      low = new long[0];
      high = low;
      top = low;
    }
    size = 0;
  }
}
