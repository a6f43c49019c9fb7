package io.holdfast.record;

/**
 * Writes dates, times and timestamps in the proleptic Gregorian calendar and UTC, as ISO 8601 has
 * them: four digits of a year, more with a {@code +} from the year 10000 on, and a {@code -} before
 * the year 0000 (which is 1 BC).
 */
final class CalendarFormatter {
  private static final int DAYS_PER_400_YEARS = 146_097;
  private static final int DAYS_PER_100_YEARS = 36_524;
  private static final int DAYS_PER_4_YEARS = 1_461;
  private static final int DAYS_PER_YEAR = 365;

  /** From 1600-03-01, the start of a cycle of 400 years, to 1970-01-01. */
  private static final int CYCLE_START_TO_EPOCH = 135_080;

  private static final int CYCLE_START_YEAR = 1600;
  private static final int SECONDS_PER_MINUTE = 60;
  private static final int SECONDS_PER_HOUR = 3600;
  private static final int SECONDS_PER_DAY = 86_400;
  private static final int LAST_PLAIN_YEAR = 9999;

  private CalendarFormatter() {}

  /**
   * Writes a date, for example {@code 2024-01-31}. Years are counted from March, so that the leap
   * day is a year's last.
   *
   * @param days since 1970-01-01, any long
   */
  static void appendDate(long days, BytesOutput out) {
    long cycle = Math.floorDiv(days, (long) DAYS_PER_400_YEARS);
    int rest = (int) Math.floorMod(days, (long) DAYS_PER_400_YEARS) + CYCLE_START_TO_EPOCH;
    if (rest >= DAYS_PER_400_YEARS) {
      rest -= DAYS_PER_400_YEARS;
      cycle++;
    }
    // The last century of a cycle and the last year of four are one day longer.
    int centuries = Math.min(rest / DAYS_PER_100_YEARS, 3);
    rest -= centuries * DAYS_PER_100_YEARS;
    int fours = rest / DAYS_PER_4_YEARS;
    rest -= fours * DAYS_PER_4_YEARS;
    int years = Math.min(rest / DAYS_PER_YEAR, 3);
    rest -= years * DAYS_PER_YEAR;
    // From March on, months of 31, 30, 31, 30, 31 days repeat every 153 days.
    int monthFromMarch = (5 * rest + 2) / 153;
    int day = rest - (153 * monthFromMarch + 2) / 5 + 1;
    int month = monthFromMarch < 10 ? monthFromMarch + 3 : monthFromMarch - 9;
    long year = CYCLE_START_YEAR + 400 * cycle + 100 * centuries + 4 * fours + years;
    appendYear(month <= 2 ? year + 1 : year, out);
    out.writeByte('-');
    IntegerFormatter.appendPadded(month, 2, out);
    out.writeByte('-');
    IntegerFormatter.appendPadded(day, 2, out);
  }

  /**
   * Writes a timestamp, for example {@code 2024-01-31 10:00:37.25}.
   *
   * @param value since 1970-01-01 00:00:00 UTC in units of 10^-scale seconds, any long
   */
  static void appendTimestamp(long value, int scale, BytesOutput out) {
    long unitsPerDay = SECONDS_PER_DAY * unitsPerSecond(scale);
    appendDate(Math.floorDiv(value, unitsPerDay), out);
    out.writeByte(' ');
    appendTime(Math.floorMod(value, unitsPerDay), scale, out);
  }

  /**
   * Writes a time of day, for example {@code 10:00:37}; the fraction only where there is one, and
   * without zeros at its end.
   *
   * @param value since midnight in units of 10^-scale seconds, not negative
   */
  static void appendTime(long value, int scale, BytesOutput out) {
    long units = unitsPerSecond(scale);
    long seconds = value / units;
    IntegerFormatter.appendPadded(seconds / SECONDS_PER_HOUR, 2, out);
    out.writeByte(':');
    IntegerFormatter.appendPadded(seconds / SECONDS_PER_MINUTE % SECONDS_PER_MINUTE, 2, out);
    out.writeByte(':');
    IntegerFormatter.appendPadded(seconds % SECONDS_PER_MINUTE, 2, out);
    long fraction = value % units;
    if (fraction != 0) {
      int digits = scale;
      while (fraction % 10 == 0) {
        fraction /= 10;
        digits--;
      }
      out.writeByte('.');
      IntegerFormatter.appendPadded(fraction, digits, out);
    }
  }

  private static void appendYear(long year, BytesOutput out) {
    if (year < 0) {
      out.writeByte('-');
    } else if (year > LAST_PLAIN_YEAR) {
      out.writeByte('+');
    }
    IntegerFormatter.appendPadded(Math.abs(year), 4, out);
  }

  private static long unitsPerSecond(int scale) {
    long units = 1;
    for (int i = 0; i < scale; i++) {
      units *= 10;
    }
    return units;
  }
}
