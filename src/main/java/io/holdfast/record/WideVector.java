package io.holdfast.record;

import java.math.BigInteger;

/** Unscaled values of decimals of more than 18 digits: 128-bit two's complement integers. */
public final class WideVector extends Vector {
  private final long[] high;
  private final long[] low;

  public WideVector(Type type, int capacity) {
    super(type, capacity);
    this.high = new long[capacity];
    this.low = new long[capacity];
  }

  /** Returns bits 64 to 127, the sign among them. */
  public long[] high() {
    return high;
  }

  /** Returns bits 0 to 63, unsigned. */
  public long[] low() {
    return low;
  }

  public void set(int row, long highBits, long lowBits) {
    high[row] = highBits;
    low[row] = lowBits;
  }

  /** Sets a value of at most 127 bits and a sign. */
  public void set(int row, BigInteger value) {
    set(row, value.shiftRight(Long.SIZE).longValueExact(), value.longValue());
  }

  public BigInteger get(int row) {
    return toBigInteger(high[row], low[row]);
  }

  /** Joins two halves of a 128-bit two's complement integer. */
  public static BigInteger toBigInteger(long high, long low) {
    BigInteger unsignedLow = BigInteger.valueOf(low & Long.MAX_VALUE);
    return BigInteger.valueOf(high)
        .shiftLeft(Long.SIZE)
        .add(low < 0 ? unsignedLow.setBit(Long.SIZE - 1) : unsignedLow);
  }

  @Override
  void moveValue(int from, int to) {
    set(to, high[from], low[from]);
  }
}
