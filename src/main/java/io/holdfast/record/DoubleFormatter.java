package io.holdfast.record;

import com.fasterxml.jackson.core.io.schubfach.DoubleToDecimal;
import com.fasterxml.jackson.core.io.schubfach.FloatToDecimal;

/**
 * Writes floating-point numbers with the fewest digits that read back as the same number, in the
 * form of Python's {@code repr}: {@code 0.1}, {@code -99893300.0}, {@code 1e+16}, {@code 1e-05}.
 *
 * <p>The digits come from Jackson's implementation of Schubfach (Giulietti, "The Schubfach way to
 * render doubles"), since those of {@link Double#toString(double)} differ between JDK 18 and 19.
 * Not thread-safe.
 */
final class DoubleFormatter {
  /** Below these, all integers are their own shortest form. */
  private static final double DOUBLE_INTEGERS = 1L << 53;

  private static final float FLOAT_INTEGERS = 1 << 24;

  /** Below these, Schubfach as used in Java prefers two close digits where one would do. */
  private static final double DOUBLE_FEW_BITS = 0x1p-1060;

  private static final float FLOAT_FEW_BITS = 0x1p-140f;

  /** The longest digits are those of a double: 17. */
  private static final int MAX_DIGITS = 24;

  /** The point's place, counted from the first digit, outside of which an exponent is written. */
  private static final int LOWEST_PLAIN_POINT = -3;

  private static final int HIGHEST_PLAIN_POINT = 16;

  private final byte[] digits = new byte[MAX_DIGITS];
  private int count;
  private int point;

  void append(double value, BytesOutput out) {
    double size = Math.abs(value);
    if (!(size <= Double.MAX_VALUE)) {
      appendSpecial(value, out);
    } else if (size < DOUBLE_INTEGERS && value == (long) value) {
      appendInteger(value, out);
    } else {
      parse(DoubleToDecimal.toString(size));
      if (size < DOUBLE_FEW_BITS && Double.parseDouble(oneDigit()) == size) {
        parse(oneDigit());
      }
      appendDigits(value < 0, out);
    }
  }

  void append(float value, BytesOutput out) {
    float size = Math.abs(value);
    if (!(size <= Float.MAX_VALUE)) {
      appendSpecial(value, out);
    } else if (size < FLOAT_INTEGERS && value == (int) value) {
      appendInteger(value, out);
    } else {
      parse(FloatToDecimal.toString(size));
      if (size < FLOAT_FEW_BITS && Float.parseFloat(oneDigit()) == size) {
        parse(oneDigit());
      }
      appendDigits(value < 0, out);
    }
  }

  private static void appendSpecial(double value, BytesOutput out) {
    if (value != value) {
      append("nan", out);
    } else {
      append(value > 0 ? "inf" : "-inf", out);
    }
  }

  private static void appendInteger(double value, BytesOutput out) {
    if (value == 0 && 1 / value < 0) {
      out.writeByte('-');
    }
    IntegerFormatter.append((long) value, out);
    append(".0", out);
  }

  /** Takes the digits and the point's place from {@code digits.digits[Eexponent]}. */
  private void parse(String text) {
    count = 0;
    point = 0;
    boolean afterPoint = false;
    int at = 0;
    for (; at < text.length() && text.charAt(at) != 'E'; at++) {
      char next = text.charAt(at);
      if (next == '.') {
        afterPoint = true;
      } else if (count > 0 || next != '0') {
        digits[count++] = (byte) next;
        point += afterPoint ? 0 : 1;
      } else {
        point -= afterPoint ? 1 : 0;
      }
    }
    while (digits[count - 1] == '0') {
      count--;
    }
    if (at < text.length()) {
      point += Integer.parseInt(text, at + 1, text.length(), 10);
    }
  }

  /** Rounds the digits to one; a half goes up. */
  private String oneDigit() {
    int first = digits[0] - '0';
    boolean up = count > 1 && digits[1] >= '5';
    return (up ? first + 1 : first) + ".0E" + (point - 1);
  }

  private void appendDigits(boolean negative, BytesOutput out) {
    if (negative) {
      out.writeByte('-');
    }
    if (point < LOWEST_PLAIN_POINT || point > HIGHEST_PLAIN_POINT) {
      appendScientific(out);
    } else if (point <= 0) {
      append("0.", out);
      appendZeros(-point, out);
      out.writeBytes(digits, 0, count);
    } else if (count <= point) {
      out.writeBytes(digits, 0, count);
      appendZeros(point - count, out);
      append(".0", out);
    } else {
      out.writeBytes(digits, 0, point);
      out.writeByte('.');
      out.writeBytes(digits, point, count - point);
    }
  }

  private void appendScientific(BytesOutput out) {
    out.writeByte(digits[0]);
    if (count > 1) {
      out.writeByte('.');
      out.writeBytes(digits, 1, count - 1);
    }
    int exponent = point - 1;
    append(exponent < 0 ? "e-" : "e+", out);
    IntegerFormatter.appendPadded(Math.abs(exponent), 2, out);
  }

  private static void appendZeros(int zeros, BytesOutput out) {
    for (int i = 0; i < zeros; i++) {
      out.writeByte('0');
    }
  }

  private static void append(String ascii, BytesOutput out) {
    for (int i = 0; i < ascii.length(); i++) {
      out.writeByte(ascii.charAt(i));
    }
  }
}
