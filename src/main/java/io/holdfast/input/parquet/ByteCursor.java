package io.holdfast.input.parquet;

/** Reads numbers of variable length from a slice. */
final class ByteCursor {
  private static final int VARINT_BITS = 7;

  private byte[] bytes = {};
  private int position;
  private int end;

  void reset(Slice slice) {
    bytes = slice.bytes();
    position = slice.start();
    end = slice.end();
  }

  byte[] bytes() {
    return bytes;
  }

  int position() {
    return position;
  }

  int end() {
    return end;
  }

  int remaining() {
    return end - position;
  }

  /** Steps over bytes and returns where they begin. */
  int skip(long count) {
    if (count < 0 || count > remaining()) {
      throw new Damage("%d bytes where %d are needed", remaining(), count);
    }
    int start = position;
    position += (int) count;
    return start;
  }

  /** Reads a non-negative int of 1 to 5 bytes. */
  int readSize() {
    long value = readVarLong();
    if (value < 0 || value > Integer.MAX_VALUE) {
      throw new Damage("a size of %s", Long.toUnsignedString(value));
    }
    return (int) value;
  }

  /** Reads up to 64 bits, 7 of them a byte, lowest first. */
  long readVarLong() {
    long value = 0;
    for (int shift = 0; shift < Long.SIZE; shift += VARINT_BITS) {
      byte next = bytes[skip(1)];
      value |= (long) (next & 0x7f) << shift;
      if (next >= 0) {
        return value;
      }
    }
    throw new Damage("a number of more than 64 bits");
  }

  /** Reads a signed number whose sign is its lowest bit. */
  long readZigZag() {
    long value = readVarLong();
    return value >>> 1 ^ -(value & 1);
  }
}
