package io.holdfast.record;

/** Writes TEXT and BINARY values with backslash escapes. */
final class BytesFormatter {
  private static final byte[] HEX = {
    '0', '1', '2', '3', '4', '5', '6', '7', '8', '9', 'A', 'B', 'C', 'D', 'E', 'F'
  };
  private static final int LAST_PRINTABLE = 0x7e;
  private static final int NIBBLE_BITS = 4;
  private static final int NIBBLE_MASK = 0xf;

  private BytesFormatter() {}

  /** Writes text as it is, but tab, line feed, carriage return and backslash as two characters. */
  static void appendText(byte[] source, int start, int length, BytesOutput out) {
    int end = start + length;
    int copied = start;
    for (int at = start; at < end; at++) {
      int escape = escapeOf(source[at]);
      if (escape != 0) {
        out.writeBytes(source, copied, at - copied);
        out.writeByte('\\');
        out.writeByte(escape);
        copied = at + 1;
      }
    }
    out.writeBytes(source, copied, end - copied);
  }

  /**
   * Writes printable ASCII as it is, a backslash as two, and any other byte as {@code \xHH} with
   * capital digits.
   */
  static void appendBinary(byte[] source, int start, int length, BytesOutput out) {
    for (int at = start; at < start + length; at++) {
      int value = source[at];
      if (value < ' ' || value > LAST_PRINTABLE) {
        out.writeByte('\\');
        out.writeByte('x');
        out.writeByte(HEX[value >> NIBBLE_BITS & NIBBLE_MASK]);
        out.writeByte(HEX[value & NIBBLE_MASK]);
      } else {
        if (value == '\\') {
          out.writeByte('\\');
        }
        out.writeByte(value);
      }
    }
  }

  private static int escapeOf(byte value) {
    if (value > '\r' && value != '\\') {
      return 0;
    }
    return switch (value) {
      case '\t' -> 't';
      case '\n' -> 'n';
      case '\r' -> 'r';
      case '\\' -> '\\';
      default -> 0;
    };
  }
}
