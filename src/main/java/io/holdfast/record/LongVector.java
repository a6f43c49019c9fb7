package io.holdfast.record;

/**
 * Integers of up to 64 bits: BOOLEAN (0 or 1), LONG, DATE, TIME, TIMESTAMP, and the unscaled values
 * of decimals of up to 18 digits.
 */
public final class LongVector extends Vector {
  private final long[] values;

  public LongVector(Type type, int capacity) {
    super(type, capacity);
    this.values = new long[capacity];
  }

  public long[] values() {
    return values;
  }

  @Override
  void moveValue(int from, int to) {
    values[to] = values[from];
  }
}
