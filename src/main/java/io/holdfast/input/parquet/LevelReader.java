package io.holdfast.input.parquet;

import io.holdfast.record.Vector;

/** Reads the definition levels of an optional column: which rows have a value. */
final class LevelReader {
  private final HybridReader runs = new HybridReader();
  private Slice slice = Slice.EMPTY;
  private boolean packed;
  private int rows;
  private int position;

  /**
   * Starts a page.
   *
   * @param levels one bit a row
   * @param rows how many
   * @param packed true for the old encoding BIT_PACKED, highest bit first, false for RLE
   */
  void reset(Slice levels, int rows, boolean packed) {
    this.slice = levels;
    this.packed = packed;
    this.rows = rows;
    position = 0;
    if (!packed) {
      runs.reset(levels, 1);
    }
  }

  /** Returns how many rows of a page have a value, and starts it again. */
  int countPresent() {
    int present = 0;
    if (packed) {
      for (int row = 0; row < rows; row++) {
        present += packedLevel(row);
      }
    } else {
      for (int row = 0; row < rows; row += Long.SIZE) {
        present += Long.bitCount(runs.readBits(Math.min(Long.SIZE, rows - row)));
      }
    }
    reset(slice, rows, packed);
    return present;
  }

  /** Marks the rows without a value as null and returns the number of the others. */
  int read(Vector out, int row, int count) {
    int present = 0;
    for (int i = 0; i < count; i += Long.SIZE) {
      int n = Math.min(Long.SIZE, count - i);
      long ones = packed ? packedBits(n) : runs.readBits(n);
      out.setNulls(row + i, ones ^ -1L >>> Long.SIZE - n);
      present += Long.bitCount(ones);
    }
    return present;
  }

  private long packedBits(int count) {
    long bits = 0;
    for (int i = 0; i < count; i++) {
      bits |= (long) packedLevel(position++) << i;
    }
    return bits;
  }

  private int packedLevel(int row) {
    int highestFirst = Byte.SIZE - 1 - row % Byte.SIZE;
    return slice.bytes()[slice.start() + row / Byte.SIZE] >> highestFirst & 1;
  }
}
