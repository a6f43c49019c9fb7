package io.holdfast.record;

/** Reads what {@link BytesOutput} wrote. */
public final class BytesInput {
  private static final int VARINT_BITS = 7;
  private static final int VARINT_MASK = (1 << VARINT_BITS) - 1;

  private byte[] bytes = {};
  private int position;
  private int end;

  /** Reads from a slice of an array, which must not change meanwhile. */
  public BytesInput reset(byte[] source, int start, int length) {
    bytes = source;
    position = start;
    end = start + length;
    return this;
  }

  public byte[] bytes() {
    return bytes;
  }

  public int position() {
    return position;
  }

  public int remaining() {
    return end - position;
  }

  /** Steps over bytes and returns where they begin. */
  public int skip(int count) {
    int start = position;
    if (count > remaining()) {
      throw new IllegalStateException(
          "expected " + count + " more bytes of a key or state, got " + remaining());
    }
    position += count;
    return start;
  }

  public int readByte() {
    return bytes[skip(1)];
  }

  /** Reads 4 bytes, most significant first. */
  public int readInt() {
    int at = skip(Integer.BYTES);
    int value = 0;
    for (int i = 0; i < Integer.BYTES; i++) {
      value = value << Byte.SIZE | bytes[at + i] & 0xff;
    }
    return value;
  }

  public long readLong() {
    int at = skip(Long.BYTES);
    long value = 0;
    for (int i = 0; i < Long.BYTES; i++) {
      value = value << Byte.SIZE | bytes[at + i] & 0xff;
    }
    return value;
  }

  public long readVarLong() {
    long value = 0;
    int shift = 0;
    int next;
    do {
      next = readByte();
      value |= (long) (next & VARINT_MASK) << shift;
      shift += VARINT_BITS;
    } while (next < 0);
    return value;
  }

  public double readDouble() {
    return Double.longBitsToDouble(readLong());
  }
}
