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

  /** Steps over all values: what is wrong with one makes the borders of all others doubtful. */
  @Override
  void requireValues(int count) {
    byte[] bytes = in.bytes();
    int last = in.end() - Integer.BYTES;
    int at = in.position();
    int left = count;
    while (left > 0 && at <= last) {
      int length = PackedBits.intAt(bytes, at);
      if (length < 0 || length > last - at) {
        break;
      }
      at += Integer.BYTES + length;
      left--;
    }
    if (left > 0 || at != in.end()) {
      throw new Damage("values that do not fill their page, %d of %d", count - left, count);
    }
  }
}
