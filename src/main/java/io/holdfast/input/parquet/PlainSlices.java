package io.holdfast.input.parquet;

import io.holdfast.record.BytesVector;

/** PLAIN BYTE_ARRAY: each value behind its length in 4 bytes. */
final class PlainSlices extends SliceReader {
  private int[] borders = {};
  private int known;
  private int next;

  @Override
  void reset(Slice values) {
    super.reset(values);
    known = 0;
    next = 0;
  }

  @Override
  void read(BytesVector out, int row, int count) {
    if (known > 0 && next + count <= known && out.data() == in.bytes()) {
      for (int i = 0; i < count; i++, next++) {
        int start = borders[next] + Integer.BYTES;
        out.setSlice(row + i, start, borders[next + 1] - start);
      }
      in.skip(borders[next] - in.position());
    } else {
      for (int i = 0; i < count; i++) {
        put(out, row + i, PackedBits.intAt(in.bytes(), in.skip(Integer.BYTES)));
      }
      next += count;
    }
  }

  /**
   * Finds all values: what is wrong with one makes the borders of all others doubtful. Where they
   * are is kept for reading them, an int for each value, which takes 4 bytes of the page at least.
   */
  @Override
  void requireValues(int count) {
    if ((long) count * Integer.BYTES > in.remaining()) {
      throw new Damage("%d bytes for %d values", in.remaining(), count);
    }
    if (borders.length <= count) {
      borders = new int[count + 1];
    }
    byte[] bytes = in.bytes();
    int last = in.end() - Integer.BYTES;
    int at = in.position();
    int found = 0;
    while (found < count && at <= last) {
      int length = PackedBits.intAt(bytes, at);
      if (length < 0 || length > last - at) {
        break;
      }
      borders[found++] = at;
      at += Integer.BYTES + length;
    }
    if (found < count || at != in.end()) {
      throw new Damage("values that do not fill their page, %d of %d", found, count);
    }
    borders[found] = at;
    known = count;
  }
}
