package io.holdfast.output;

import io.holdfast.shuffle.FlowCounter;
import java.util.List;
import java.util.Locale;

/**
 * Where a finished run's work went, for people: a line for each stage. Times are summed over tasks,
 * so on many cores they are more than the run took.
 */
public record Budget(Manifest manifest) {
  private static final double MILLISECONDS = 1e3;
  private static final double MEGABYTE = 1e6;

  /** Returns a line for each stage. */
  public List<String> lines() {
    return List.of(
        line(
            "read    %.1f MB in %.1f s, %.0f MB/s",
            megabytes(FlowCounter.BYTES_READ),
            seconds(FlowCounter.READ_MS),
            perSecond(megabytes(FlowCounter.BYTES_READ), FlowCounter.READ_MS)),
        line(
            "map     %d rows in %.1f s, %.0f rows/s; %.1f %% were in the table, %d flushes",
            value(FlowCounter.RECORDS_IN),
            seconds(FlowCounter.MAP_MS),
            perSecond(value(FlowCounter.RECORDS_IN), FlowCounter.MAP_MS),
            percent(FlowCounter.TABLE_HITS, FlowCounter.RECORDS_COUNTED),
            value(FlowCounter.TABLE_FLUSHES)),
        line(
            "send    %d states in %.1f s, %.1f MB spilled",
            value(FlowCounter.STATES_OUT),
            seconds(FlowCounter.SEND_MS),
            megabytes(FlowCounter.SPILLED_BYTES)),
        line("shuffle %.1f MB", megabytes(FlowCounter.SHUFFLED_BYTES)),
        line(
            "reduce  %d groups in %.1f s, %.1f MB written",
            value(FlowCounter.GROUPS),
            seconds(FlowCounter.REDUCE_MS),
            manifest.bytes() / MEGABYTE));
  }

  private static String line(String format, Object... values) {
    return String.format(Locale.ROOT, format, values);
  }

  private long value(FlowCounter counter) {
    long counted = manifest.counters().getOrDefault(counter.name(), 0L);
    return manifest.cost().getOrDefault(counter.name(), counted);
  }

  private double megabytes(FlowCounter bytes) {
    return value(bytes) / MEGABYTE;
  }

  private double seconds(FlowCounter milliseconds) {
    return value(milliseconds) / MILLISECONDS;
  }

  private double perSecond(double amount, FlowCounter milliseconds) {
    return amount / Math.max(1, value(milliseconds)) * MILLISECONDS;
  }

  private double percent(FlowCounter part, FlowCounter whole) {
    return 100.0 * value(part) / Math.max(1, value(whole));
  }
}
