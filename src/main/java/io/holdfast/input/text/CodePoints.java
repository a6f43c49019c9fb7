package io.holdfast.input.text;

import io.holdfast.record.BytesOutput;

/** Code points in and out of UTF-8 that is known to be well-formed. */
final class CodePoints {
  private static final int[] HIGHEST = {0x7f, 0x7ff, 0xffff};
  private static final int[] LEAD_MARKS = {0, 0xc0, 0xe0, 0xf0};

  private CodePoints() {}

  /** Returns the length, 1 to 4, of the sequence that begins with a byte. */
  static int size(byte lead) {
    int unsigned = lead & 0xff;
    return unsigned < 0x80 ? 1 : unsigned < 0xe0 ? 2 : unsigned < 0xf0 ? 3 : 4;
  }

  /** Returns the code point whose sequence begins at an index. */
  static int decode(byte[] utf8, int at) {
    int size = size(utf8[at]);
    int value = size == 1 ? utf8[at] : utf8[at] & 0x7f >> size;
    for (int k = 1; k < size; k++) {
      value = value << 6 | utf8[at + k] & 0x3f;
    }
    return value;
  }

  /** Appends the sequence of a code point. */
  static void encode(int codePoint, BytesOutput out) {
    int more = 0;
    while (more < HIGHEST.length && codePoint > HIGHEST[more]) {
      more++;
    }
    out.writeByte(LEAD_MARKS[more] | codePoint >> 6 * more);
    for (int k = more - 1; k >= 0; k--) {
      out.writeByte(0x80 | codePoint >> 6 * k & 0x3f);
    }
  }
}
