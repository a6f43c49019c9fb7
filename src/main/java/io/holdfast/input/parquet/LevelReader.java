package io.holdfast.input.parquet;

import io.holdfast.record.Vector;

/** Reads the definition levels of an optional column: which rows have a value. */
final class LevelReader {
  private final HybridReader runs = new HybridReader();
  private Slice levels = Slice.EMPTY;
  private int rows;

  /**
   * Starts a page.
   *
   * @param levels one bit a row, in the encoding RLE
   * @param rows how many
   */
  void reset(Slice levels, int rows) {
    this.levels = levels;
    this.rows = rows;
    runs.reset(levels, 1);
  }

  /** Returns how many rows of a page have a value, and starts it again. */
  int countPresent() {
    int present = 0;
    for (int row = 0; row < rows; row += Long.SIZE) {
      present += Long.bitCount(runs.readBits(Math.min(Long.SIZE, rows - row)));
    }
    reset(levels, rows);
    return present;
  }

  /** Marks the rows without a value as null and returns the number of the others. */
  int read(Vector out, int row, int count) {
    int present = 0;
    for (int i = 0; i < count; i += Long.SIZE) {
      int n = Math.min(Long.SIZE, count - i);
      long ones = runs.readBits(n);
      out.setNulls(row + i, ones ^ -1L >>> Long.SIZE - n);
      present += Long.bitCount(ones);
    }
    return present;
  }
}
