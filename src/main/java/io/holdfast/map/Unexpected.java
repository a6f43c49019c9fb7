package io.holdfast.map;

import io.holdfast.config.MaxBad;
import io.holdfast.config.NanPolicy;
import io.holdfast.error.HoldfastException;
import io.holdfast.query.Query;
import io.holdfast.record.Batch;
import io.holdfast.record.BytesOutput;
import io.holdfast.record.Place;
import java.io.IOException;
import java.util.OptionalInt;

/** Gives an exception that nobody expected the place where it happened. */
final class Unexpected {
  private static final MaxBad ANY = MaxBad.parse("100%");

  private Unexpected() {}

  /**
   * Returns what to throw where a batch has failed. It tries the rows again one by one, and names
   * the one that fails so again, or else all.
   *
   * @param batch is of no use afterwards
   */
  static HoldfastException whileMapping(Batch batch, Query query, Throwable thrown) {
    if (thrown instanceof HoldfastException named) {
      return named;
    }
    int size = batch.size();
    Place first = batch.place(0);
    String places = size > 1 ? first + " to " + batch.place(size - 1).position() : first.toString();
    OptionalInt row = failingRow(batch, query, thrown);
    if (row.isEmpty()) {
      return HoldfastException.unexpected(places, "rows to be processed", thrown);
    }
    Place place = row.getAsInt() == 0 ? first : batch.place(row.getAsInt());
    return HoldfastException.unexpected(place.toString(), "the row to be processed", thrown);
  }

  private static OptionalInt failingRow(Batch batch, Query query, Throwable thrown) {
    int size = batch.size();
    for (int row = 0; row < size; row++) {
      batch.keep(new int[] {row}, 1); // Overwrites the first row alone: the others stay.
      if (fails(batch, query, thrown)) {
        return OptionalInt.of(row);
      }
    }
    return OptionalInt.empty();
  }

  private static boolean fails(Batch batch, Query query, Throwable thrown) {
    try {
      new PartialAggregation(query, Long.MAX_VALUE, ANY, NanPolicy.DEFAULT)
          .add(batch, new Nowhere());
      return false;
    } catch (RuntimeException | StackOverflowError | LinkageError e) {
      return e.getClass() == thrown.getClass();
    } catch (IOException | InterruptedException e) {
      throw new IllegalStateException("a sink that does nothing does not throw", e);
    }
  }

  /** Takes what is sent and forgets it. */
  private static final class Nowhere implements GroupSink {
    @Override
    public int partitions() {
      return 1;
    }

    @Override
    public int partition(byte[] keys, int start, int length) {
      return 0;
    }

    @Override
    public void beat() {
      // Nobody waits for it.
    }

    @Override
    public BytesOutput states() {
      return new BytesOutput();
    }

    @Override
    public void emit(byte[] keys, int start, int length) {
      // The attempt has failed already.
    }
  }
}
