package io.holdfast.output;

import java.util.Map;
import java.util.TreeMap;
import org.apache.hadoop.mapreduce.TaskInputOutputContext;

/**
 * Named numbers that a reduce attempt leaves beside its part, to be summed in the manifest. Unlike
 * Hadoop's own counters they come from committed attempts alone and are committed with them.
 */
public final class PartCounters {
  private final Map<String, Long> totals = new TreeMap<>();

  /**
   * Returns the counters of a running attempt; nobody reads them where the committer is not ours.
   */
  public static PartCounters of(TaskInputOutputContext<?, ?, ?, ?> context) {
    return context.getOutputCommitter() instanceof HoldfastCommitter committer
        ? committer.counters()
        : new PartCounters();
  }

  /**
   * Adds to a counter.
   *
   * @throws ArithmeticException where the sum leaves the 64-bit range
   */
  public void add(String name, long value) {
    totals.merge(name, value, Math::addExact);
  }

  /** Returns the sums, sorted by name; changes with them. */
  Map<String, Long> totals() {
    return totals;
  }
}
