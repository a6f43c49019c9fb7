package io.holdfast.query;

import io.holdfast.record.Type;
import java.math.BigDecimal;
import java.time.DateTimeException;
import java.time.LocalDate;
import java.time.LocalTime;
import java.time.ZoneOffset;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Reads literals. All methods throw IllegalArgumentException, with what was expected, where a text
 * is none of that type.
 */
final class Literals {
  private static final String TIME = "(\\d{2}:\\d{2}(?::\\d{2}(?:\\.(\\d{1,9}))?)?)";
  private static final Pattern TIMES = Pattern.compile(TIME);
  private static final Pattern TIMESTAMPS =
      Pattern.compile("(\\d{4}-\\d{2}-\\d{2})(?:[ T]" + TIME + ")?Z?");
  private static final int NANO_DIGITS = 9;

  private Literals() {}

  /** Reads an unsigned number: LONG, DECIMAL, or DOUBLE where it has an exponent. */
  static Constant number(String text) {
    if (text.indexOf('e') >= 0 || text.indexOf('E') >= 0) {
      return Constant.ofDouble(Double.parseDouble(text));
    }
    return exactNumber(text);
  }

  /** Reads a text as a value that compares with a type. */
  static Constant parse(Type type, String text) {
    return switch (type.kind()) {
      case LONG, DECIMAL -> signedNumber(text);
      case FLOAT, DOUBLE -> Constant.ofDouble(doubleNumber(text));
      case DATE, TIMESTAMP -> timestamp(text);
      case TIME -> time(text);
      case BOOLEAN -> Constant.ofLong(Type.BOOLEAN, booleanNumber(text));
      case TEXT, BINARY -> Constant.ofText(text);
    };
  }

  /** Reads a date, or a date and time, in UTC. */
  static Constant timestamp(String text) {
    String expected = "a date such as 2024-01-31 or a timestamp such as 2024-01-31 10:00:37";
    Matcher matcher = TIMESTAMPS.matcher(text);
    if (!matcher.matches()) {
      throw new IllegalArgumentException(expected);
    }
    try {
      LocalDate date = LocalDate.parse(matcher.group(1));
      if (matcher.group(2) == null) {
        return Constant.ofLong(Type.DATE, date.toEpochDay());
      }
      LocalTime time = LocalTime.parse(matcher.group(2));
      Type type = Type.timestamp(scale(matcher.group(3)));
      return Constant.ofLong(
          type, units(date.toEpochSecond(time, ZoneOffset.UTC), time, type.scale()));
    } catch (DateTimeException | ArithmeticException e) {
      throw new IllegalArgumentException(expected, e);
    }
  }

  /** Reads a time of day. */
  static Constant time(String text) {
    String expected = "a time such as 10:00:37";
    Matcher matcher = TIMES.matcher(text);
    if (!matcher.matches()) {
      throw new IllegalArgumentException(expected);
    }
    try {
      LocalTime time = LocalTime.parse(text);
      Type type = Type.time(scale(matcher.group(2)));
      return Constant.ofLong(type, units(time.toSecondOfDay(), time, type.scale()));
    } catch (DateTimeException e) {
      throw new IllegalArgumentException(expected, e);
    }
  }

  private static int scale(String fraction) {
    int digits = fraction == null ? 0 : fraction.length();
    return digits <= 3 ? 3 : digits <= 6 ? 6 : NANO_DIGITS;
  }

  private static long units(long seconds, LocalTime time, int scale) {
    long whole = Math.multiplyExact(seconds, Wide.powerOfTen(scale));
    return Math.addExact(whole, time.getNano() / Wide.powerOfTen(NANO_DIGITS - scale));
  }

  private static Constant signedNumber(String text) {
    String digits = text.startsWith("-") ? text.substring(1) : text;
    if (!digits.matches("\\d+(\\.\\d*)?|\\.\\d+")) {
      throw new IllegalArgumentException("a number");
    }
    return exactNumber(text);
  }

  private static Constant exactNumber(String text) {
    BigDecimal value = new BigDecimal(text);
    if (Math.max(value.precision(), value.scale()) > Type.MAX_PRECISION) {
      throw new IllegalArgumentException("a number of at most 38 digits");
    }
    return Constant.ofNumber(value);
  }

  private static double doubleNumber(String text) {
    return switch (text.toLowerCase(Locale.ROOT)) {
      case "nan" -> Double.NaN;
      case "inf", "infinity" -> Double.POSITIVE_INFINITY;
      case "-inf", "-infinity" -> Double.NEGATIVE_INFINITY;
      default -> {
        if (!text.matches("[-+]?(\\d+(\\.\\d*)?|\\.\\d+)([eE][-+]?\\d+)?")) {
          throw new IllegalArgumentException("a number");
        }
        yield Double.parseDouble(text);
      }
    };
  }

  private static long booleanNumber(String text) {
    return switch (text.toLowerCase(Locale.ROOT)) {
      case "true" -> 1;
      case "false" -> 0;
      default -> throw new IllegalArgumentException("true or false");
    };
  }
}
