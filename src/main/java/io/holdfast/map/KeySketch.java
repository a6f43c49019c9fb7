package io.holdfast.map;

import io.holdfast.config.MaxBad;
import io.holdfast.config.NanPolicy;
import io.holdfast.query.Query;
import io.holdfast.record.Batch;
import io.holdfast.record.BytesOutput;
import io.holdfast.shuffle.GroupKey;
import io.holdfast.shuffle.KeyHash;
import java.io.IOException;
import java.util.Arrays;
import java.util.Collection;
import java.util.TreeMap;

/**
 * A sample of the different keys that rows would send to the shuffle: those with the smallest
 * hashes (the bottom k of Cohen and Kaplan: Summarizing data using bottom-k sketches, PODC 2007).
 * Each key that the rows have is in it as likely as any other, however often it occurs: so the
 * share that a group has of it is its share of what reducers get, and values of a group part it
 * evenly.
 */
public final class KeySketch {
  private static final int MOST_KEYS = 100_000;
  private static final long MOST_BYTES = 16 << 20;
  private static final long TABLE_BYTES = 64 << 20;

  private final PartialAggregation aggregation;
  private final Sink sink = new Sink();
  private final TreeMap<Long, byte[]> smallest = new TreeMap<>();
  private long threshold = Long.MAX_VALUE;
  private long bytes;

  /** Makes an empty one. What is malformed, and NaN that is refused, is left to the job. */
  public KeySketch(Query query, NanPolicy nans) {
    NanPolicy taken = nans == NanPolicy.REJECT ? NanPolicy.PROPAGATE : nans;
    aggregation = new PartialAggregation(query, TABLE_BYTES, MaxBad.parse("100%"), taken);
  }

  /** Takes rows. */
  public void add(Batch batch) throws IOException, InterruptedException {
    if (aggregation.isFullFor(batch)) {
      aggregation.flush(sink);
    }
    aggregation.add(batch, sink);
  }

  /** Returns the sampled keys of all rows, in no order; no more rows may come. */
  public Collection<byte[]> finish() throws IOException, InterruptedException {
    aggregation.finish(sink);
    return smallest.values();
  }

  /** Keeps keys and drops states. */
  private final class Sink implements GroupSink {
    private final BytesOutput states = new BytesOutput();
    private final GroupKey key = new GroupKey();

    @Override
    public int partitions() {
      return 1;
    }

    @Override
    public int partition(byte[] keys, int start, int length) {
      return 0;
    }

    @Override
    public void beat() {}

    @Override
    public BytesOutput states() {
      states.clear();
      return states;
    }

    @Override
    public void emit(byte[] keys, int start, int length) {
      key.set(keys, start, length);
      // Not the hash that spreads groups, of which the smallest all go to one reducer.
      long hash = KeyHash.mix(KeyHash.hash(keys, start, length));
      if (hash >= threshold || key.isBadRecord() || smallest.containsKey(hash)) {
        return;
      }
      smallest.put(hash, Arrays.copyOfRange(keys, start, start + length));
      bytes += length;
      while (smallest.size() > MOST_KEYS || bytes > MOST_BYTES) {
        threshold = smallest.lastKey();
        bytes -= smallest.pollLastEntry().getValue().length;
      }
    }
  }
}
