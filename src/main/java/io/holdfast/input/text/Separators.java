package io.holdfast.input.text;

/**
 * The white space between words, as sequences of UTF-8 bytes. A sequence can be recognised anywhere
 * in a file without knowing what is before it, so words do not depend on where a split begins.
 */
enum Separators {
  /** What Python's {@code str.split()} splits on. */
  UNICODE(" \t\n\u000b\f\r\u001c\u001d\u001e\u001f", true),
  /** What Hadoop's own word count splits on. */
  ASCII(" \t\n\r\f", false);

  /** The longest sequence, in bytes. */
  static final int MAX_LENGTH = 3;

  /** A byte that belongs to a word, whatever follows. */
  static final byte WORD = 0;

  /** A byte that is a separator by itself. */
  static final byte SEPARATOR = 1;

  /** A byte that may begin a separator of two or three bytes. */
  static final byte LEAD = 2;

  private final byte[] classes = new byte[256];

  Separators(String single, boolean unicode) {
    for (char c : single.toCharArray()) {
      classes[c] = SEPARATOR;
    }
    if (unicode) {
      for (int lead : new int[] {0xc2, 0xe1, 0xe2, 0xe3}) {
        classes[lead] = LEAD;
      }
    }
  }

  /** Returns the class of each byte value: {@link #WORD}, {@link #SEPARATOR} or {@link #LEAD}. */
  byte[] classes() {
    return classes;
  }

  /**
   * Returns the length, 2 or 3, of the separator that begins at a {@link #LEAD} byte, or 0. The
   * array must have two more bytes behind it.
   */
  static int multiByteLength(byte[] bytes, int at) {
    int second = bytes[at + 1] & 0xff;
    int third = bytes[at + 2] & 0xff;
    switch (bytes[at] & 0xff) {
      case 0xc2: // U+0085, U+00A0
        return second == 0x85 || second == 0xa0 ? 2 : 0;
      case 0xe1: // U+1680
        return second == 0x9a && third == 0x80 ? 3 : 0;
      case 0xe2: // U+2000 to U+200A, U+2028, U+2029, U+202F, U+205F
        boolean general =
            second == 0x80
                && (third >= 0x80 && third <= 0x8a
                    || third == 0xa8
                    || third == 0xa9
                    || third == 0xaf);
        return general || second == 0x81 && third == 0x9f ? 3 : 0;
      case 0xe3: // U+3000
        return second == 0x80 && third == 0x80 ? 3 : 0;
      default:
        return 0;
    }
  }
}
