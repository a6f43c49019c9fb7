package io.holdfast.record;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;

/** Checks bytes against the well-formed sequences of the Unicode Standard, table 3-7. */
public final class Utf8 {
  private static final VarHandle LONGS =
      MethodHandles.byteArrayViewVarHandle(long[].class, ByteOrder.LITTLE_ENDIAN);
  private static final long HIGH_BITS = 0x8080808080808080L;

  private Utf8() {}

  /** Returns the index of the first byte that is not well-formed UTF-8, or -1. */
  public static int firstMalformed(byte[] bytes, int start, int length) {
    int end = start + length;
    int i = start;
    while (i < end) {
      if (end - i >= Long.BYTES && ((long) LONGS.get(bytes, i) & HIGH_BITS) == 0) {
        i += Long.BYTES;
      } else if (bytes[i] >= 0) {
        i++;
      } else {
        int size = sequenceLength(bytes, i, end);
        if (size == 0) {
          return i;
        }
        i += size;
      }
    }
    return -1;
  }

  /** Says whether a row of a text column, which is not null, is well-formed. */
  public static boolean isWellFormed(BytesVector text, int row) {
    return firstMalformed(text.data(), text.starts()[row], text.lengths()[row]) < 0;
  }

  /** Returns the length, 2 to 4, of the sequence with a lead byte here, or 0 if it is malformed. */
  private static int sequenceLength(byte[] bytes, int at, int end) {
    int lead = bytes[at] & 0xff;
    int size = lead >= 0xf0 ? 4 : lead >= 0xe0 ? 3 : 2;
    if (lead < 0xc2 || lead > 0xf4 || size > end - at) {
      return 0;
    }
    int second = bytes[at + 1] & 0xff;
    int lowest = lead == 0xe0 ? 0xa0 : lead == 0xf0 ? 0x90 : 0x80;
    int highest = lead == 0xed ? 0x9f : lead == 0xf4 ? 0x8f : 0xbf;
    if (second < lowest || second > highest) {
      return 0;
    }
    for (int k = 2; k < size; k++) {
      if ((bytes[at + k] & 0xc0) != 0x80) {
        return 0;
      }
    }
    return size;
  }
}
