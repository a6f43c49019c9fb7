package io.holdfast.shuffle;

import io.holdfast.record.BytesInput;
import io.holdfast.record.BytesOutput;
import java.util.List;

/**
 * The record counts that travel through the shuffle with the records themselves. What reaches the
 * reducer are the map outputs that count, each exactly once, so these counts are exact under
 * retries, speculation and a restarted application master, and the committer can put them into the
 * manifest.
 */
public final class Tally {
  /** The counters that are tallied: those whose values do not depend on splits or attempts. */
  public static final List<FlowCounter> COUNTERS =
      List.of(FlowCounter.RECORDS_IN, FlowCounter.RECORDS_COUNTED, FlowCounter.RECORDS_FILTERED);

  private static final List<FlowCounter> ARRIVED =
      List.of(FlowCounter.TALLIED_IN, FlowCounter.TALLIED_COUNTED, FlowCounter.TALLIED_FILTERED);

  private final long[] values = new long[COUNTERS.size()];

  /** Returns the reducer's counter for what a mapper counted. */
  public static FlowCounter arrived(FlowCounter counter) {
    return ARRIVED.get(COUNTERS.indexOf(counter));
  }

  /** Returns a tallied value. */
  public long get(FlowCounter counter) {
    return values[COUNTERS.indexOf(counter)];
  }

  /** Merges the tallies of any number of mappers. */
  public static Tally mergeAll(Iterable<PartialState> states) {
    Tally tally = new Tally();
    for (PartialState state : states) {
      tally.merge(state.open());
    }
    return tally;
  }

  /** Adds a batch: rows read, and how many of them passed the filter. */
  public void addBatch(int read, int passed) {
    values[0] += read;
    values[1] += passed;
    values[2] += read - passed;
  }

  private void merge(BytesInput in) {
    for (int i = 0; i < values.length; i++) {
      values[i] = Math.addExact(values[i], in.readVarLong());
    }
  }

  public void write(BytesOutput out) {
    for (long value : values) {
      out.writeVarLong(value);
    }
  }
}
