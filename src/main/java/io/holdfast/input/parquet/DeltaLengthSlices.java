package io.holdfast.input.parquet;

import io.holdfast.record.Batch;
import io.holdfast.record.BytesVector;

/** DELTA_LENGTH_BYTE_ARRAY: all lengths, as differences, then all bytes. */
final class DeltaLengthSlices extends SliceReader {
  private final DeltaReader deltas = new DeltaReader();
  private final long[] lengths = new long[Batch.MAX_ROWS];

  @Override
  void reset(Slice values) {
    super.reset(values);
    if (values.length() > 0) {
      deltas.reset(values);
      in.skip(deltas.skipAll() - values.start());
      deltas.reset(values);
    }
  }

  @Override
  void read(BytesVector out, int row, int count) {
    if (count == 0) {
      return;
    }
    deltas.read(lengths, 0, count);
    for (int i = 0; i < count; i++) {
      put(out, row + i, Math.toIntExact(lengths[i]));
    }
  }
}
