package io.holdfast.record;

import java.nio.charset.StandardCharsets;

/** Writes integers and decimals digit by digit, without an object a value. */
final class IntegerFormatter {
  private static final int BASE = 10;

  private IntegerFormatter() {}

  static void append(long value, BytesOutput out) {
    append(value, 0, out);
  }

  /**
   * Writes a decimal with all digits of its scale, at least one before the point.
   *
   * @param scale digits after the point, 0 or more; with 0 there is no point
   */
  static void append(long unscaled, int scale, BytesOutput out) {
    if (unscaled < 0) {
      out.writeByte('-');
    }
    int digits = Math.max(countDigits(unscaled), scale + 1);
    fill(unscaled, digits, scale, out);
  }

  /** Writes a decimal whose unscaled value is given in two halves. */
  static void append(long high, long low, int scale, BytesOutput out) {
    if (high == low >> Long.SIZE - 1) {
      append(low, scale, out);
      return;
    }
    String digits = WideVector.toBigInteger(high, low).abs().toString();
    if (high < 0) {
      out.writeByte('-');
    }
    int point = digits.length() - scale;
    append(point > 0 ? digits.substring(0, point) : "0", out);
    if (scale > 0) {
      out.writeByte('.');
      append("0".repeat(Math.max(-point, 0)), out);
      append(digits.substring(Math.max(point, 0)), out);
    }
  }

  /** Writes a non-negative number with leading zeros up to a width. */
  static void appendPadded(long value, int width, BytesOutput out) {
    fill(value, Math.max(countDigits(value), width), 0, out);
  }

  private static void append(String ascii, BytesOutput out) {
    byte[] bytes = ascii.getBytes(StandardCharsets.US_ASCII);
    out.writeBytes(bytes, 0, bytes.length);
  }

  /** Writes the last digits of a number, from the right. */
  private static void fill(long value, int digits, int scale, BytesOutput out) {
    int length = scale > 0 ? digits + 1 : digits;
    int start = out.reserve(length);
    byte[] bytes = out.bytes();
    // Negative numbers reach one further than positive ones, so the rest is kept negative.
    long rest = value > 0 ? -value : value;
    int point = scale > 0 ? start + length - 1 - scale : -1;
    for (int at = start + length - 1; at >= start; at--) {
      if (at == point) {
        bytes[at] = '.';
      } else {
        long shorter = rest / BASE;
        bytes[at] = (byte) ('0' + (shorter * BASE - rest));
        rest = shorter;
      }
    }
  }

  private static int countDigits(long value) {
    int digits = 1;
    for (long rest = value / BASE; rest != 0; rest /= BASE) {
      digits++;
    }
    return digits;
  }
}
