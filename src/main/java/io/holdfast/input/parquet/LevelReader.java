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
      present = runs.readSum(rows);
    }
    reset(slice, rows, packed);
    return present;
  }

  /** Marks the rows without a value as null and returns the number of the others. */
  int read(Vector out, int row, int count) {
    if (!packed) {
      return runs.readPresent(out, row, count);
    }
    int present = 0;
    for (int i = 0; i < count; i++) {
      if (packedLevel(position++) == 0) {
        out.setNull(row + i);
      } else {
        present++;
      }
    }
    return present;
  }

  private int packedLevel(int row) {
    int highestFirst = Byte.SIZE - 1 - row % Byte.SIZE;
    return slice.bytes()[slice.start() + row / Byte.SIZE] >> highestFirst & 1;
  }
}
