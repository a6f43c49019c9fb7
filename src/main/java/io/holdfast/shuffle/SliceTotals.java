package io.holdfast.shuffle;

import io.holdfast.aggregate.Occurrences;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.apache.hadoop.conf.Configuration;

/**
 * How many values each slice of a {@link Placement} has. Those who write slices count them; the
 * counts reach the next stage through the manifest, as counters.
 */
public final class SliceTotals {
  private static final String KEY = "holdfast.shuffle.slice-totals";
  private static final String COUNTER = "SLICE_";

  private final Placement placement;
  private final boolean any;
  private final long[] totals;
  private final Occurrences found = new Occurrences();

  /** Makes empty ones. */
  public SliceTotals(Placement placement) {
    this(placement, new long[placement.ranges().size()]);
  }

  private SliceTotals(Placement placement, long[] totals) {
    this.placement = placement;
    this.any = placement.hasSlices();
    this.totals = totals;
  }

  /** Counts a value of a slice as often as it occurs; nothing else. */
  public void count(GroupKey key, PartialState state) {
    int slice = any ? placement.slice(key) : -1;
    if (slice >= 0) {
      found.read(state.open());
      totals[slice] += found.times(0);
    }
  }

  /** Returns the counters of all slices that have values. */
  public Map<String, Long> counters() {
    Map<String, Long> counters = new TreeMap<>();
    for (int i = 0; i < totals.length; i++) {
      if (totals[i] > 0) {
        counters.put(COUNTER + i, totals[i]);
      }
    }
    return counters;
  }

  /** Puts what the counters of a stage say into the configuration of the next job. */
  public static void write(Placement placement, Map<String, Long> counters, Configuration conf) {
    String[] all = new String[placement.ranges().size()];
    for (int i = 0; i < all.length; i++) {
      all[i] = counters.getOrDefault(COUNTER + i, 0L).toString();
    }
    conf.setStrings(KEY, all);
  }

  /** Reads it back. */
  public static SliceTotals read(Placement placement, Configuration conf) {
    String[] all = conf.getStrings(KEY, new String[0]);
    return new SliceTotals(placement, Arrays.stream(all).mapToLong(Long::parseLong).toArray());
  }

  /** Returns how many values the argument of a slice's group has in all. */
  public long all(int slice) {
    return sum(slice, totals.length);
  }

  /** Returns how many of them are in the slices before. */
  public long before(int slice) {
    return sum(slice, slice);
  }

  private long sum(int slice, int end) {
    List<Placement.Range> ranges = placement.ranges();
    long sum = 0;
    for (int i = 0; i < end; i++) {
      sum += ranges.get(i).run() == ranges.get(slice).run() ? totals[i] : 0;
    }
    return sum;
  }
}
