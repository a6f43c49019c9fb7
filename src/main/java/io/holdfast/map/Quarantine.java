package io.holdfast.map;

import io.holdfast.config.MaxBad;
import io.holdfast.error.HoldfastException;
import io.holdfast.record.Batch;
import io.holdfast.record.BytesOutput;
import io.holdfast.record.BytesVector;
import io.holdfast.record.Column;
import io.holdfast.record.Malformed;
import io.holdfast.record.Place;
import io.holdfast.record.Utf8;
import io.holdfast.shuffle.BadRecord;
import io.holdfast.shuffle.Tally;
import java.io.IOException;
import java.util.Arrays;
import java.util.HexFormat;

/** Sends malformed rows to the shuffle, or ends the task where too many are malformed. */
final class Quarantine {
  private static final int SHOWN_BYTES = 16;
  private static final String ALONE = "--max-bad 1 to set it aside and go on";

  private final MaxBad limit;
  private final Tally tally;
  private final BytesOutput key = new BytesOutput();

  Quarantine(MaxBad limit, Tally tally) {
    this.limit = limit;
    this.tally = tally;
  }

  /**
   * Sets a batch's malformed rows aside.
   *
   * @throws HoldfastException of kind DATA, with the place, when this task alone has more than the
   *     job may have
   */
  void take(MalformedRows malformed, Batch batch, GroupSink sink)
      throws IOException, InterruptedException {
    int left = malformed.count();
    for (int row = 0; left > 0; row++) {
      if (malformed.contains(row)) {
        take(row, malformed.column(row), batch, sink);
        left--;
      }
    }
  }

  private void take(int row, int column, Batch batch, GroupSink sink)
      throws IOException, InterruptedException {
    boolean byReader = column == MalformedRows.BY_READER;
    Malformed found =
        byReader
            ? batch.malformed(row)
            : notUtf8((BytesVector) batch.column(column), row, batch.schema().column(column));
    Place place = batch.place(row);
    if (limit.isNone()) {
      String expected = byReader ? unreadable(found) : "UTF-8, got the bytes";
      throw refusal(place, expected, found.raw(), byReader ? remedy(batch, row, found) : ALONE);
    }
    BadRecord record = new BadRecord(place, found.length(), found.reason(), found.raw());
    key.clear();
    record.writeKey(key);
    tally.addBad(Arrays.copyOf(key.bytes(), key.length()));
    tally.requireSoFar(limit);
    record.writeValue(sink.states());
    sink.emit(key.bytes(), 0, key.length());
  }

  private static Malformed notUtf8(BytesVector text, int row, Column column) {
    int start = text.starts()[row];
    int length = text.lengths()[row];
    int at = Utf8.firstMalformed(text.data(), start, length) - start;
    int kept = Math.min(length, Malformed.MAX_RAW_BYTES);
    return new Malformed(
        length,
        column.name() + ": not UTF-8 at byte " + at,
        Arrays.copyOfRange(text.data(), start, start + kept));
  }

  private static String unreadable(Malformed found) {
    return "a readable record, got " + found.reason() + ", " + found.length() + " bytes:";
  }

  /** A page takes all its rows with it, also some of batches to come. */
  private static String remedy(Batch batch, int first, Malformed found) {
    if (!batch.place(first).hasGroup()) {
      return ALONE;
    }
    int lost = 0;
    for (int row = first; row < batch.size(); row++) {
      if (batch.malformed(row) == found) {
        lost++;
      }
    }
    return "--max-bad " + lost + " or more, or P%, to set the page's rows aside and go on";
  }

  private static HoldfastException refusal(
      Place place, String expected, byte[] raw, String remedy) {
    int shown = Math.min(SHOWN_BYTES, raw.length);
    return HoldfastException.data(
        place.toString(),
        "expected %s %s%s; try %s",
        expected,
        HexFormat.ofDelimiter(" ").formatHex(raw, 0, shown),
        shown < raw.length ? " ..." : "",
        remedy);
  }
}
