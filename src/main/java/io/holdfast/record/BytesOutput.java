package io.holdfast.record;

import java.util.Arrays;

/** A growing byte array to serialise keys and states into; no object a value. */
public final class BytesOutput {
  private static final int FIRST_CAPACITY = 64;
  private static final int VARINT_BITS = 7;

  private byte[] bytes = new byte[FIRST_CAPACITY];
  private int length;

  public byte[] bytes() {
    return bytes;
  }

  public int length() {
    return length;
  }

  public void clear() {
    length = 0;
  }

  /** Makes room for more bytes and returns where they begin; the caller fills {@link #bytes()}. */
  public int reserve(int more) {
    int start = length;
    if (more > bytes.length - length) {
      long wanted = Math.max((long) length + more, 2L * bytes.length);
      bytes = Arrays.copyOf(bytes, (int) Math.min(wanted, Integer.MAX_VALUE - 8));
    }
    length += more;
    return start;
  }

  public void writeByte(int value) {
    int at = reserve(1);
    bytes[at] = (byte) value;
  }

  /** Writes 4 bytes, most significant first. */
  public void writeInt(int value) {
    int at = reserve(Integer.BYTES);
    for (int i = 0; i < Integer.BYTES; i++) {
      bytes[at + i] = (byte) (value >>> (Integer.SIZE - Byte.SIZE * (i + 1)));
    }
  }

  /** Writes 8 bytes, most significant first. */
  public void writeLong(long value) {
    int at = reserve(Long.BYTES);
    for (int i = 0; i < Long.BYTES; i++) {
      bytes[at + i] = (byte) (value >>> (Long.SIZE - Byte.SIZE * (i + 1)));
    }
  }

  /** Writes a non-negative number in 1 to 9 bytes, small ones in fewer. */
  public void writeVarLong(long value) {
    long rest = value;
    while (rest >>> VARINT_BITS != 0) {
      writeByte((int) (rest | 1 << VARINT_BITS));
      rest >>>= VARINT_BITS;
    }
    writeByte((int) rest);
  }

  public void writeDouble(double value) {
    writeLong(Double.doubleToRawLongBits(value));
  }

  public void writeBytes(byte[] source, int start, int count) {
    int at = reserve(count);
    System.arraycopy(source, start, bytes, at, count);
  }
}
