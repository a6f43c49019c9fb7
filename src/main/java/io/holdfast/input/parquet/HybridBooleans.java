package io.holdfast.input.parquet;

import io.holdfast.record.Batch;
import io.holdfast.record.LongVector;
import io.holdfast.record.Vector;

/** RLE BOOLEAN: the length in 4 bytes, then runs of one bit. */
final class HybridBooleans extends ValueReader {
  private final HybridReader runs = new HybridReader();
  private final int[] bits = new int[Batch.MAX_ROWS];

  @Override
  void reset(Slice values) {
    super.reset(values);
    if (values.length() == 0) {
      runs.reset(values, 1);
      return;
    }
    int length = PackedBits.intAt(in.bytes(), in.skip(Integer.BYTES));
    runs.reset(values.skip(Integer.BYTES).first(length), 1);
  }

  @Override
  void read(Vector out, int row, int count) {
    runs.read(bits, 0, count);
    long[] values = ((LongVector) out).values();
    for (int i = 0; i < count; i++) {
      values[row + i] = bits[i];
    }
  }
}
