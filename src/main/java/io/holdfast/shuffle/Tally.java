package io.holdfast.shuffle;

import io.holdfast.config.MaxBad;
import io.holdfast.error.HoldfastException;
import io.holdfast.record.BytesInput;
import io.holdfast.record.BytesOutput;
import java.util.Arrays;
import java.util.List;
import java.util.TreeSet;

/**
 * The counts of records and values that travel through the shuffle with the records. What reaches
 * the reducer are the map outputs that count, each exactly once, so these counts are exact under
 * retries, speculation and a restarted application master, and the committer can put them into the
 * manifest.
 */
public final class Tally {
  /** The counters that are tallied: those whose values do not depend on splits or attempts. */
  public static final List<FlowCounter> COUNTERS =
      List.of(
          FlowCounter.RECORDS_IN,
          FlowCounter.RECORDS_COUNTED,
          FlowCounter.RECORDS_FILTERED,
          FlowCounter.RECORDS_QUARANTINED,
          FlowCounter.VALUES_NULL,
          FlowCounter.VALUES_NAN);

  private static final int BAD = COUNTERS.indexOf(FlowCounter.RECORDS_QUARANTINED);
  private static final int NULLS = COUNTERS.indexOf(FlowCounter.VALUES_NULL);
  private static final int NANS = COUNTERS.indexOf(FlowCounter.VALUES_NAN);

  /** How many places of malformed records travel along, for the message when there are too many. */
  private static final int PLACES = 3;

  private final long[] values = new long[COUNTERS.size()];
  private final TreeSet<byte[]> firstBad = new TreeSet<>(Arrays::compareUnsigned);

  /** Returns a tallied value. */
  public long get(FlowCounter counter) {
    return values[COUNTERS.indexOf(counter)];
  }

  /** Begins anew. */
  public void clear() {
    Arrays.fill(values, 0);
    firstBad.clear();
  }

  /** Merges the tallies of any number of mappers. */
  public static Tally mergeAll(Iterable<PartialState> states) {
    Tally tally = new Tally();
    for (PartialState state : states) {
      tally.merge(state.open());
    }
    return tally;
  }

  /**
   * Adds a batch.
   *
   * @param read all rows
   * @param passed the well-formed ones that passed the filter
   * @param bad the malformed ones, which {@link #addBad} counts
   */
  public void addBatch(int read, int passed, int bad) {
    values[0] += read;
    values[1] += passed;
    values[2] += read - passed - bad;
  }

  /** Adds the nulls and the NaNs of one argument. */
  public void addValues(int nulls, int nans) {
    values[NULLS] += nulls;
    values[NANS] += nans;
  }

  /** Counts a malformed record, given the key that {@link BadRecord} wrote. */
  public void addBad(byte[] key) {
    values[BAD]++;
    addPlace(key);
  }

  private void addPlace(byte[] key) {
    firstBad.add(key);
    if (firstBad.size() > PLACES) {
      firstBad.pollLast();
    }
  }

  private void merge(BytesInput in) {
    for (int i = 0; i < values.length; i++) {
      values[i] = Math.addExact(values[i], in.readVarLong());
    }
    while (in.remaining() > 0) {
      int length = (int) in.readVarLong();
      int start = in.skip(length);
      addPlace(Arrays.copyOfRange(in.bytes(), start, start + length));
    }
  }

  public void write(BytesOutput out) {
    for (long value : values) {
      out.writeVarLong(value);
    }
    for (byte[] key : firstBad) {
      out.writeVarLong(key.length);
      out.writeBytes(key, 0, key.length);
    }
  }

  /**
   * Checks the tally of a task that is still at work: others can only add to it.
   *
   * @throws HoldfastException of kind DATA where more records are malformed than allowed
   */
  public void requireSoFar(MaxBad limit) {
    if (limit.isExceeded(values[BAD])) {
      throw tooMany(limit, "more in a part of the input", "a larger --max-bad");
    }
  }

  /**
   * Checks the tally of a whole job.
   *
   * @throws HoldfastException of kind DATA where more records are malformed than allowed
   */
  public void require(MaxBad limit) {
    if (limit.isExceeded(values[BAD], values[0])) {
      throw tooMany(limit, values[BAD] + " of " + values[0], "--max-bad " + values[BAD]);
    }
  }

  private HoldfastException tooMany(MaxBad limit, String got, String remedy) {
    List<String> places =
        firstBad.stream().map(key -> BadRecord.readPlace(key, 0, key.length).toString()).toList();
    return HoldfastException.data(
        places.get(0),
        "expected at most %s malformed records, got %s, the first at %s; try %s",
        limit.text(),
        got,
        String.join(" and ", places),
        remedy);
  }
}
