package io.holdfast.map;

import io.holdfast.config.MaxBad;
import io.holdfast.error.HoldfastException;
import io.holdfast.record.Batch;
import io.holdfast.record.BytesOutput;
import io.holdfast.record.BytesVector;
import io.holdfast.record.Utf8;
import io.holdfast.shuffle.BadRecord;
import io.holdfast.shuffle.Tally;
import java.io.IOException;
import java.util.Arrays;
import java.util.HexFormat;

/** Sends malformed rows to the shuffle, or ends the task where too many are malformed. */
final class Quarantine {
  private static final int SHOWN_BYTES = 16;

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
    BytesVector text = (BytesVector) batch.column(column);
    if (limit.isNone()) {
      throw refusal(text, row, batch);
    }
    int start = text.starts()[row];
    int length = text.lengths()[row];
    int at = Utf8.firstMalformed(text.data(), start, length) - start;
    BadRecord record =
        new BadRecord(
            batch.place(row),
            length,
            batch.schema().column(column).name() + ": not UTF-8 at byte " + at,
            Arrays.copyOfRange(
                text.data(), start, start + Math.min(length, BadRecord.MAX_RAW_BYTES)));
    key.clear();
    record.writeKey(key);
    tally.addBad(Arrays.copyOf(key.bytes(), key.length()));
    tally.requireSoFar(limit);
    record.writeValue(sink.states());
    sink.emit(key.bytes(), 0, key.length());
  }

  private static HoldfastException refusal(BytesVector text, int row, Batch batch) {
    int start = text.starts()[row];
    int length = text.lengths()[row];
    int shown = Math.min(SHOWN_BYTES, length);
    return HoldfastException.data(
        batch.place(row).toString(),
        "expected UTF-8, got the bytes %s%s; try --max-bad 1 to set it aside and go on",
        HexFormat.ofDelimiter(" ").formatHex(text.data(), start, start + shown),
        shown < length ? " ..." : "");
  }
}
