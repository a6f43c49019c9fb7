package io.holdfast.input.parquet;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;

/** Little-endian numbers and bit fields in byte arrays. */
final class PackedBits {
  private static final VarHandle LONGS =
      MethodHandles.byteArrayViewVarHandle(long[].class, ByteOrder.LITTLE_ENDIAN);
  private static final VarHandle INTS =
      MethodHandles.byteArrayViewVarHandle(int[].class, ByteOrder.LITTLE_ENDIAN);

  private static final int GROUP = 8;

  private PackedBits() {}

  static int intAt(byte[] bytes, int index) {
    return (int) INTS.get(bytes, index);
  }

  static long longAt(byte[] bytes, int index) {
    return (long) LONGS.get(bytes, index);
  }

  /** Returns 8 bytes, with zeros for those behind the array's end. */
  private static long windowAt(byte[] bytes, int index) {
    if (index <= bytes.length - Long.BYTES) {
      return longAt(bytes, index);
    }
    long window = 0;
    for (int i = bytes.length - 1; i >= index; i--) {
      window = window << Byte.SIZE | bytes[i] & 0xff;
    }
    return window;
  }

  /**
   * Reads one field.
   *
   * @param bit where it begins, counted from the array's start, lowest bit of each byte first
   * @param width its bits, 0 to 64
   */
  static long fieldAt(byte[] bytes, long bit, int width) {
    int index = (int) (bit >>> 3);
    int shift = (int) bit & 7;
    long field = windowAt(bytes, index) >>> shift;
    if (width + shift > Long.SIZE) {
      field |= (long) bytes[index + Long.BYTES] << Long.SIZE - shift;
    }
    return width == Long.SIZE ? field : field & (1L << width) - 1;
  }

  /** Reads fields of at most 32 bits that follow each other. */
  static void unpack(byte[] bytes, long firstBit, int width, int[] out, int at, int count) {
    long mask = (1L << width) - 1;
    int safe = bytes.length - Long.BYTES;
    long bit = firstBit;
    int done = 0;
    if (width <= Byte.SIZE && (bit & 7) == 0) {
      // A group of eight is in one window.
      for (; done + GROUP <= count && (bit >>> 3) <= safe; done += GROUP) {
        long window = (long) LONGS.get(bytes, (int) (bit >>> 3));
        for (int i = at + done; i < at + done + GROUP; i++) {
          out[i] = (int) (window & mask);
          window >>>= width;
        }
        bit += GROUP * (long) width;
      }
    }
    for (int i = at + done; i < at + count; i++) {
      int index = (int) (bit >>> 3);
      long window = index <= safe ? (long) LONGS.get(bytes, index) : windowAt(bytes, index);
      out[i] = (int) (window >>> (bit & 7) & mask);
      bit += width;
    }
  }
}
