package io.holdfast.input.text;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;

/**
 * Tells words from separators for 64 bytes at a time, eight in each step, without a branch. The
 * answer is exact where {@link #isPlain} says so; elsewhere single bytes have to be looked at.
 */
final class WordBits {
  /** How many bytes a block has. */
  static final int BLOCK = Long.SIZE;

  private static final VarHandle LONGS =
      MethodHandles.byteArrayViewVarHandle(long[].class, ByteOrder.LITTLE_ENDIAN);
  private static final long ONES = 0x0101010101010101L;
  private static final long HIGH_BITS = 0x80 * ONES;

  // Added to a byte below 128, these set its high bit from a value on.
  private static final long FROM_TAB = (0x80 - '\t') * ONES;
  private static final long FROM_VERTICAL_TAB = (0x80 - 0x0b) * ONES;
  private static final long FROM_FORM_FEED = (0x80 - '\f') * ONES;
  private static final long BEHIND_RETURN = (0x80 - '\r' - 1) * ONES;
  private static final long FROM_FILE_SEPARATOR = (0x80 - 0x1c) * ONES;
  private static final long FROM_SPACE = (0x80 - ' ') * ONES;
  private static final long BEHIND_SPACE = (0x80 - ' ' - 1) * ONES;

  /** Moves the lowest bit of each byte to the highest byte, the first one lowest. */
  private static final long GATHER = 0x0102040810204080L;

  private final boolean unicode;

  WordBits(Separators separators) {
    this.unicode = separators == Separators.UNICODE;
  }

  /**
   * Says whether all that matters in a block is single bytes: no byte begins a separator of two or
   * three, and what {@link #of} takes for a separator is one.
   */
  boolean isPlain(byte[] bytes, int at) {
    return unicode ? hasNoLead(bytes, at) : hasNoForeignSeparator(bytes, at);
  }

  private static boolean hasNoLead(byte[] bytes, int at) {
    long any = 0;
    for (int i = 0; i < BLOCK; i += Long.BYTES) {
      any |= (long) LONGS.get(bytes, at + i);
    }
    if ((any & HIGH_BITS) == 0) {
      return true;
    }
    long leads = 0;
    for (int i = 0; i < BLOCK; i += Long.BYTES) {
      long next = (long) LONGS.get(bytes, at + i);
      leads |= equal(next, 0xc2) | equal(next, 0xe1) | equal(next, 0xe2) | equal(next, 0xe3);
    }
    return leads == 0;
  }

  /** Returns a number other than 0 if one of eight bytes has a value. */
  private static long equal(long bytes, int value) {
    long zero = bytes ^ value * ONES;
    return zero - ONES & ~zero & HIGH_BITS;
  }

  private static boolean hasNoForeignSeparator(byte[] bytes, int at) {
    long foreign = 0;
    for (int i = 0; i < BLOCK; i += Long.BYTES) {
      long next = (long) LONGS.get(bytes, at + i);
      long low = next & ~HIGH_BITS;
      foreign |=
          (low + FROM_VERTICAL_TAB & ~(low + FROM_FORM_FEED)
                  | low + FROM_FILE_SEPARATOR & ~(low + FROM_SPACE))
              & ~next;
    }
    return (foreign & HIGH_BITS) == 0;
  }

  /** Returns a bit for each byte, the first one lowest: 1 where it belongs to a word. */
  static long of(byte[] bytes, int at) {
    long words = 0;
    for (int i = 0; i < BLOCK; i += Long.BYTES) {
      long next = (long) LONGS.get(bytes, at + i);
      long low = next & ~HIGH_BITS;
      long separators =
          (low + FROM_TAB & ~(low + BEHIND_RETURN)
                  | low + FROM_FILE_SEPARATOR & ~(low + BEHIND_SPACE))
              & ~next;
      long word = (~separators & HIGH_BITS) >>> Byte.SIZE - 1;
      words |= word * GATHER >>> Long.SIZE - Byte.SIZE << i;
    }
    return words;
  }
}
