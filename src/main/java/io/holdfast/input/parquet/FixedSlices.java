package io.holdfast.input.parquet;

import io.holdfast.record.BytesVector;

/** PLAIN FIXED_LEN_BYTE_ARRAY and INT96: one value behind the other. */
final class FixedSlices extends SliceReader {
  private final int width;

  FixedSlices(int width) {
    this.width = width;
  }

  @Override
  void read(BytesVector out, int row, int count) {
    for (int i = 0; i < count; i++) {
      put(out, row + i, width);
    }
  }

  @Override
  void requireValues(int count) {
    requireBytes((long) count * width);
  }
}
