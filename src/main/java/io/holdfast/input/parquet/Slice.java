package io.holdfast.input.parquet;

/**
 * A part of a byte array.
 *
 * @param bytes the array, shared and not to be changed
 * @param start index of the first byte
 * @param end index behind the last byte
 */
record Slice(byte[] bytes, int start, int end) {
  static final Slice EMPTY = new Slice(new byte[0], 0, 0);

  Slice {
    if (start < 0 || end < start || end > bytes.length) {
      throw new Damage("a part that reaches from %d to %d in %d bytes", start, end, bytes.length);
    }
  }

  int length() {
    return end - start;
  }

  /** Cuts off a number of bytes at the front. */
  Slice skip(int count) {
    return new Slice(bytes, start + count, end);
  }

  /** Keeps a number of bytes at the front. */
  Slice first(int count) {
    if (count < 0 || count > length()) {
      throw new Damage("a part of %d bytes in a page that has %d", count, length());
    }
    return new Slice(bytes, start, start + count);
  }
}
