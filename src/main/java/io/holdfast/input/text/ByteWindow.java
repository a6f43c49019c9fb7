package io.holdfast.input.text;

import java.io.IOException;
import java.io.InputStream;
import java.util.Arrays;

/**
 * A window that slides over a stream. Behind the last byte read there are always {@link #PADDING}
 * zeros, so that eight bytes can be loaded from any position in it.
 */
final class ByteWindow {
  /** Zeros behind the end. */
  static final int PADDING = 8;

  private final InputStream in;
  private byte[] bytes;
  private int end;
  private long offset;
  private boolean exhausted;

  /**
   * Opens a window.
   *
   * @param in positioned at {@code offset}
   * @param capacity bytes to hold at first
   */
  ByteWindow(InputStream in, long offset, int capacity) {
    this.in = in;
    this.offset = offset;
    this.bytes = new byte[capacity + PADDING];
  }

  byte[] bytes() {
    return bytes;
  }

  /** Returns the index behind the last byte. */
  int end() {
    return end;
  }

  /** Returns the position in the stream of the byte at index 0. */
  long offset() {
    return offset;
  }

  /** Says whether the window's end is the stream's end. */
  boolean isExhausted() {
    return exhausted;
  }

  /**
   * Drops the bytes before an index, which becomes 0, and reads more; a full window without
   * anything to drop doubles.
   */
  void slide(int from) throws IOException {
    System.arraycopy(bytes, from, bytes, 0, end - from);
    end -= from;
    offset += from;
    if (end == bytes.length - PADDING) {
      bytes = Arrays.copyOf(bytes, Math.addExact(2 * end, PADDING));
    }
    while (!exhausted && end < bytes.length - PADDING) {
      int read = in.read(bytes, end, bytes.length - PADDING - end);
      exhausted = read < 0;
      end += Math.max(read, 0);
    }
    Arrays.fill(bytes, end, end + PADDING, (byte) 0);
  }
}
