package io.holdfast.aggregate;

import io.holdfast.record.BytesInput;
import io.holdfast.record.BytesOutput;
import io.holdfast.record.Type;
import io.holdfast.record.Vector;
import io.holdfast.record.WideVector;
import java.util.Arrays;

/**
 * The least or greatest 128-bit integer; null where no value was. For the least all bits are
 * flipped, which turns the order around: so all that is kept is the greatest.
 *
 * <p>State: 0 when empty; a {@link LongState} where that is enough; else 9 and 16 bytes, not
 * flipped.
 */
final class WideExtreme implements Accumulator {
  private static final int EMPTY = 0;
  private static final int WIDE = Long.BYTES + 1;

  private final Type type;
  private final long flip;
  private boolean[] seen = {};
  private long[] high = {};
  private long[] low = {};
  private int size;

  WideExtreme(Type type, boolean wantsGreatest) {
    this.type = type;
    this.flip = wantsGreatest ? 0 : -1;
  }

  @Override
  public Type resultType() {
    return type;
  }

  @Override
  public void resize(int groups) {
    if (groups > seen.length) {
      int capacity = Capacity.grow(seen.length, groups);
      seen = Arrays.copyOf(seen, capacity);
      high = Arrays.copyOf(high, capacity);
      low = Arrays.copyOf(low, capacity);
    }
    size = Math.max(size, groups);
  }

  @Override
  public void add(Vector argument, int[] rows, int[] groups, int count) {
    boolean[] nulls = argument.mayHaveNulls() ? argument.nulls() : null;
    long[] highs = ((WideVector) argument).high();
    long[] lows = ((WideVector) argument).low();
    for (int i = 0; i < count; i++) {
      int row = rows[i];
      if (nulls == null || !nulls[row]) {
        addFlipped(groups[i], highs[row] ^ flip, lows[row] ^ flip);
      }
    }
  }

  private void addFlipped(int group, long highBits, long lowBits) {
    boolean isGreater =
        highBits > high[group]
            || highBits == high[group] && Long.compareUnsigned(lowBits, low[group]) > 0;
    if (isGreater || !seen[group]) {
      high[group] = highBits;
      low[group] = lowBits;
      seen[group] = true;
    }
  }

  @Override
  public void write(int group, BytesOutput out) {
    long highBits = high[group] ^ flip;
    long lowBits = low[group] ^ flip;
    if (!seen[group]) {
      out.writeByte(EMPTY);
    } else if (highBits == signOf(lowBits)) {
      LongState.write(out, lowBits);
    } else {
      out.writeByte(WIDE);
      out.writeLong(highBits);
      out.writeLong(lowBits);
    }
  }

  private static long signOf(long value) {
    return value >> Long.SIZE - 1;
  }

  @Override
  public void merge(int group, BytesInput in) {
    int marker = in.readByte();
    if (marker == WIDE) {
      long highBits = in.readLong();
      addFlipped(group, highBits ^ flip, in.readLong() ^ flip);
    } else if (marker != EMPTY) {
      long value = LongState.read(in, marker);
      addFlipped(group, signOf(value) ^ flip, value ^ flip);
    }
  }

  @Override
  public void finish(int group, Vector result, int row) {
    if (seen[group]) {
      ((WideVector) result).set(row, high[group] ^ flip, low[group] ^ flip);
    } else {
      result.setNull(row);
    }
  }

  @Override
  public long retainedBytes() {
    return seen.length + 2L * high.length * Long.BYTES;
  }

  @Override
  public void clear() {
    if (Capacity.isKept(seen.length)) {
      Arrays.fill(seen, 0, size, false);
    } else {
      seen = new boolean[0];
      high = new long[0];
      low = new long[0];
    }
    size = 0;
  }
}
