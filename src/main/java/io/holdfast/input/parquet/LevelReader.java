package io.holdfast.input.parquet;

import io.holdfast.record.Batch;
import io.holdfast.record.Vector;

/** Reads the definition levels of an optional column: which rows have a value. */
final class LevelReader {
  private final HybridReader runs = new HybridReader();
  private final int[] levels = new int[Batch.MAX_ROWS];
  private Slice slice = Slice.EMPTY;
  private boolean packed;
  private int position;

  /**
   * @param levels one bit a row
   * @param packed true for the old encoding BIT_PACKED, highest bit first, false for RLE
   */
  void reset(Slice levels, boolean packed) {
    this.slice = levels;
    this.packed = packed;
    position = 0;
    if (!packed) {
      runs.reset(levels, 1);
    }
  }

  /** Marks the rows without a value as null and returns the number of the others. */
  int read(Vector out, int row, int count) {
    if (packed) {
      readPacked(count);
    } else {
      runs.read(levels, 0, count);
    }
    int present = 0;
    for (int i = 0; i < count; i++) {
      present += levels[i];
    }
    if (present < count) {
      for (int i = 0; i < count; i++) {
        if (levels[i] == 0) {
          out.setNull(row + i);
        }
      }
    }
    return present;
  }

  private void readPacked(int count) {
    for (int i = 0; i < count; i++, position++) {
      int highestFirst = Byte.SIZE - 1 - position % Byte.SIZE;
      levels[i] = slice.bytes()[slice.start() + position / Byte.SIZE] >> highestFirst & 1;
    }
  }
}
