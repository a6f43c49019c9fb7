package io.holdfast.record;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalTime;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Locale;
import net.jqwik.api.Example;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.LongRange;

class CalendarFormatterPropertyTest {
  private static final DateTimeFormatter TO_SECONDS =
      DateTimeFormatter.ofPattern("uuuu-MM-dd HH:mm:ss", Locale.ROOT).withZone(ZoneOffset.UTC);

  @Property(tries = 20_000)
  void printsDatesAsJavaTimeDoes(@ForAll @LongRange(min = -4_000_000, max = 4_000_000) long days) {
    assertThat(Formatted.of(Type.DATE, days)).isEqualTo(LocalDate.ofEpochDay(days).toString());
  }

  @Property
  void printsDatesFarAway(@ForAll int days) {
    assertThat(Formatted.of(Type.DATE, days)).isEqualTo(LocalDate.ofEpochDay(days).toString());
  }

  @Example
  void printsEachDayOfFourHundredYears() {
    for (long day = LocalDate.of(1700, 1, 1).toEpochDay(); day < 50_000; day++) {
      assertThat(Formatted.of(Type.DATE, day)).isEqualTo(LocalDate.ofEpochDay(day).toString());
    }
  }

  @Example
  void printsYearsOutsideFourDigits() {
    assertThat(date(9999, 12, 31)).isEqualTo("9999-12-31");
    assertThat(date(10_000, 1, 1)).isEqualTo("+10000-01-01");
    assertThat(date(1, 1, 1)).isEqualTo("0001-01-01");
    assertThat(date(0, 2, 29)).isEqualTo("0000-02-29");
    assertThat(date(-1, 12, 31)).isEqualTo("-0001-12-31");
    assertThat(Formatted.of(Type.DATE, Long.MAX_VALUE)).startsWith("+25252734927");
    assertThat(Formatted.of(Type.DATE, Long.MIN_VALUE)).startsWith("-25252734927");
  }

  @Property
  void printsTimestampsToTheSecond(@ForAll @IntRange(max = 2) int third, @ForAll int seconds) {
    int scale = 3 + 3 * third;
    long value = seconds * (long) Math.pow(10, scale);

    assertThat(Formatted.of(Type.timestamp(scale), value))
        .isEqualTo(TO_SECONDS.format(Instant.ofEpochSecond(seconds)));
  }

  @Property
  void printsFractionsWithoutZerosAtTheEnd(@ForAll long nanos) {
    Instant instant =
        Instant.ofEpochSecond(
            Math.floorDiv(nanos, 1_000_000_000L), Math.floorMod(nanos, 1_000_000_000L));
    String fraction = String.format(Locale.ROOT, "%09d", instant.getNano()).replaceAll("0+$", "");

    assertThat(Formatted.of(Type.timestamp(9), nanos))
        .isEqualTo(TO_SECONDS.format(instant) + (fraction.isEmpty() ? "" : "." + fraction));
  }

  @Example
  void printsTimes() {
    assertThat(Formatted.of(Type.time(3), LocalTime.of(10, 0, 37).toSecondOfDay() * 1000L))
        .isEqualTo("10:00:37");
    assertThat(Formatted.of(Type.time(6), 1)).isEqualTo("00:00:00.000001");
    assertThat(Formatted.of(Type.time(9), LocalTime.MAX.toNanoOfDay()))
        .isEqualTo("23:59:59.999999999");
    assertThat(Formatted.of(Type.timestamp(3), 1_706_695_237_250L))
        .isEqualTo("2024-01-31 10:00:37.25");
    assertThat(Formatted.of(Type.timestamp(3), -1)).isEqualTo("1969-12-31 23:59:59.999");
    assertThat(Formatted.of(Type.timestamp(6), Long.MIN_VALUE)).startsWith("-290308-12-21 19:59");
  }

  private static String date(int year, int month, int day) {
    return Formatted.of(Type.DATE, LocalDate.of(year, month, day).toEpochDay());
  }
}
