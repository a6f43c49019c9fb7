package io.holdfast.input.parquet;

import io.holdfast.record.BytesVector;

/** PLAIN BYTE_ARRAY: each value behind its length in 4 bytes. */
final class PlainSlices extends SliceReader {
  @Override
  void read(BytesVector out, int row, int count) {
    for (int i = 0; i < count; i++) {
      put(out, row + i, PackedBits.intAt(in.bytes(), in.skip(Integer.BYTES)));
    }
  }

  @Override
  int unread() {
    return in.remaining();
  }
}
