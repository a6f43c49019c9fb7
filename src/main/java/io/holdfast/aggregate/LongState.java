package io.holdfast.aggregate;

import io.holdfast.record.BytesInput;
import io.holdfast.record.BytesOutput;

/**
 * Integers in as few bytes as they need: a length of 1 to 8, then two's complement from the top.
 */
final class LongState {
  private LongState() {}

  static void write(BytesOutput out, long value) {
    int bits = Long.SIZE + 1 - Long.numberOfLeadingZeros(value ^ value >> Long.SIZE - 1);
    int length = (bits + Byte.SIZE - 1) / Byte.SIZE;
    out.writeByte(length);
    for (int shift = (length - 1) * Byte.SIZE; shift >= 0; shift -= Byte.SIZE) {
      out.writeByte((int) (value >>> shift));
    }
  }

  /** Reads an integer whose length has been read before. */
  static long read(BytesInput in, int length) {
    if (length < 1 || length > Long.BYTES) {
      throw malformed(length);
    }
    long value = in.readByte();
    for (int i = 1; i < length; i++) {
      value = value << Byte.SIZE | in.readByte() & 0xff;
    }
    return value;
  }

  /** Returns what to throw for a state whose first byte no accumulator of this kind writes. */
  static IllegalStateException malformed(int marker) {
    return new IllegalStateException("expected the first byte of a state, got " + marker);
  }
}
