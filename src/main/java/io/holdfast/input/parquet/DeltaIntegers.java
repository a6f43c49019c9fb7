package io.holdfast.input.parquet;

import io.holdfast.record.LongVector;
import io.holdfast.record.Vector;

/** DELTA_BINARY_PACKED INT32 and INT64. */
final class DeltaIntegers extends ValueReader {
  private final DeltaReader deltas = new DeltaReader();
  private final boolean narrow;
  private boolean started;

  /** For INT32, sums wrap around at 32 bits. */
  DeltaIntegers(boolean narrow) {
    this.narrow = narrow;
  }

  @Override
  void reset(Slice values) {
    super.reset(values);
    started = false;
  }

  @Override
  void read(Vector out, int row, int count) {
    if (count == 0) {
      return;
    }
    if (!started) {
      deltas.reset(new Slice(in.bytes(), in.position(), in.end()));
      started = true;
    }
    long[] values = ((LongVector) out).values();
    deltas.read(values, row, count);
    if (narrow) {
      for (int i = row; i < row + count; i++) {
        values[i] = (int) values[i];
      }
    }
  }
}
