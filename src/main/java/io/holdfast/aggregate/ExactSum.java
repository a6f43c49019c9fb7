package io.holdfast.aggregate;

import io.holdfast.record.BytesInput;
import io.holdfast.record.BytesOutput;
import java.math.BigInteger;

/**
 * The exact sum of up to 2^63 doubles of any size, whatever their order: a fixed-point number that
 * spans the whole range of doubles, in overlapping limbs so that carries are rare. After the small
 * superaccumulator of Radford Neal, "Fast exact summation using small and large superaccumulators"
 * (2015).
 *
 * <p>The sum is that of all {@code limbs[i] * 2^(32 * i - 1074)}. Infinities and NaNs are kept
 * apart.
 */
public final class ExactSum {
  private static final int FRACTION_BITS = 52;
  private static final long FRACTION_MASK = (1L << FRACTION_BITS) - 1;
  private static final int EXPONENT_MASK = 0x7ff;
  private static final int LIMB_BITS = 32;
  private static final int LIMB_BYTES = LIMB_BITS / Byte.SIZE;
  private static final long LIMB_MASK = (1L << LIMB_BITS) - 1;

  /** Enough for the bits from 2^-1074 to 2^1087, where 2^63 addends may end. */
  private static final int LIMBS = 68;

  /** An addend changes a limb by less than 2^52, and what carrying leaves is less than 2^32. */
  private static final int MAX_PENDING = 1 << 10;

  /** Heap bytes of one object with its limbs, headers included. */
  static final long RETAINED_BYTES = 56 + (long) LIMBS * Long.BYTES;

  private final long[] limbs = new long[LIMBS];
  private int pending;

  /** What the infinities and NaNs add up to; 0 where there were none. */
  private double special;

  /** Adds a double, which may be infinite or NaN. */
  public void add(double value) {
    long bits = Double.doubleToRawLongBits(value);
    int exponent = (int) (bits >>> FRACTION_BITS) & EXPONENT_MASK;
    if (exponent == EXPONENT_MASK) {
      special += value;
      return;
    }
    long significand = bits & FRACTION_MASK | (exponent == 0 ? 0 : FRACTION_MASK + 1);
    int position = Math.max(exponent, 1) - 1;
    int limb = position / LIMB_BITS;
    int shift = position % LIMB_BITS;
    long sign = bits >> Long.SIZE - 1;
    limbs[limb] += (significand << shift & LIMB_MASK ^ sign) - sign;
    limbs[limb + 1] += (significand >>> LIMB_BITS - shift ^ sign) - sign;
    countAddend();
  }

  private void countAddend() {
    pending++;
    if (pending == MAX_PENDING) {
      carry();
    }
  }

  /** Brings all limbs but the last, which has the sign, to 0 to 2^32 - 1. */
  private void carry() {
    for (int i = 0; i < LIMBS - 1; i++) {
      limbs[i + 1] += limbs[i] >> LIMB_BITS;
      limbs[i] &= LIMB_MASK;
    }
    pending = 0;
  }

  /** Returns the sum of the finite addends in units of 2^-1074. */
  private BigInteger total() {
    carry();
    byte[] bytes = new byte[Long.BYTES + (LIMBS - 1) * LIMB_BYTES];
    for (int i = 0; i < bytes.length; i++) {
      int limb = Math.min(i / LIMB_BYTES, LIMBS - 1);
      bytes[bytes.length - 1 - i] = (byte) (limbs[limb] >> (i - limb * LIMB_BYTES) * Byte.SIZE);
    }
    return new BigInteger(bytes);
  }

  /** Returns the sum rounded to the nearest double, ties to even; a zero is 0.0. */
  public double round() {
    return average(1);
  }

  /**
   * Returns the sum, divided by a count and then rounded to the nearest double, ties to even.
   *
   * @param count at least 1
   */
  public double average(long count) {
    if (special != 0) {
      return Double.isNaN(special) ? Double.NaN : special;
    }
    return Rounding.nearest(total(), BigInteger.valueOf(count), Rounding.MIN_EXPONENT);
  }

  /** Returns whether an addend was infinite or NaN; then {@link #round()} says all. */
  boolean isSpecial() {
    return special != 0;
  }

  /** Writes a finite sum: how many zero bytes are left out, how many follow, two's complement. */
  void write(BytesOutput out) {
    BigInteger total = total();
    int zeros = Math.max(total.getLowestSetBit(), 0) / Byte.SIZE;
    byte[] bytes = total.shiftRight(zeros * Byte.SIZE).toByteArray();
    out.writeVarLong(zeros);
    out.writeVarLong(bytes.length);
    out.writeBytes(bytes, 0, bytes.length);
  }

  /** Adds what {@link #write} wrote. */
  void merge(BytesInput in) {
    int zeros = (int) in.readVarLong();
    int length = (int) in.readVarLong();
    for (int i = zeros + length - 1; i >= zeros; i--) {
      int next = in.readByte();
      // Only the first byte is signed.
      long digit = i == zeros + length - 1 ? next : next & 0xff;
      limbs[i / LIMB_BYTES] += digit << i % LIMB_BYTES * Byte.SIZE;
    }
    countAddend();
  }
}
