package io.holdfast.map;

import io.holdfast.record.Batch;
import java.util.Arrays;

/** Which rows of a batch are malformed, and in which column. */
final class MalformedRows {
  private final int[] columns = new int[Batch.MAX_ROWS];
  private final int[] kept = new int[Batch.MAX_ROWS];
  private int count;
  private int keptCount;

  MalformedRows() {
    Arrays.fill(columns, -1);
  }

  /** Begins with a new batch. */
  void clear() {
    if (count > 0) {
      Arrays.fill(columns, -1);
      count = 0;
    }
  }

  /** Adds a row; of several columns the first added is remembered. */
  void add(int row, int column) {
    if (columns[row] < 0) {
      columns[row] = column;
      count++;
    }
  }

  /** Returns how many rows are malformed. */
  int count() {
    return count;
  }

  boolean contains(int row) {
    return columns[row] >= 0;
  }

  int column(int row) {
    return columns[row];
  }

  /** Returns those of some rows that are well-formed; {@link #keptCount()} says how many. */
  int[] without(int[] rows, int rowCount) {
    keptCount = 0;
    for (int i = 0; i < rowCount; i++) {
      if (!contains(rows[i])) {
        kept[keptCount++] = rows[i];
      }
    }
    return kept;
  }

  int keptCount() {
    return keptCount;
  }
}
