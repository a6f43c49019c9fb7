package io.holdfast.map;

import io.holdfast.record.Batch;
import java.util.Arrays;

/** Which rows of a batch are malformed, and in which column if the reader did not see it. */
final class MalformedRows {
  /** Stands for the column of a row that the reader found malformed. */
  static final int BY_READER = -1;

  private static final int NONE = -2;

  private final int[] columns = new int[Batch.MAX_ROWS];
  private final int[] kept = new int[Batch.MAX_ROWS];
  private int count;
  private int keptCount;

  MalformedRows() {
    Arrays.fill(columns, NONE);
  }

  /** Begins with a new batch. */
  void clear() {
    if (count > 0) {
      Arrays.fill(columns, NONE);
      count = 0;
    }
  }

  /** Adds the rows that the reader could not give. */
  void addMarked(Batch batch) {
    if (batch.malformedCount() > 0) {
      for (int row = 0; row < batch.size(); row++) {
        if (batch.malformed(row) != null) {
          add(row, BY_READER);
        }
      }
    }
  }

  /** Adds a row; of several columns the first added is remembered. */
  void add(int row, int column) {
    if (columns[row] == NONE) {
      columns[row] = column;
      count++;
    }
  }

  /** Returns how many rows are malformed. */
  int count() {
    return count;
  }

  boolean contains(int row) {
    return columns[row] != NONE;
  }

  /** Returns the column of a malformed row, or {@link #BY_READER}. */
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
