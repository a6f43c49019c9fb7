package io.holdfast.input.parquet;

import java.util.List;
import org.apache.parquet.hadoop.metadata.ColumnChunkMetaData;

/**
 * One row group to read.
 *
 * @param ordinal its number in the file, from 0
 * @param rows its rows, at least 1
 * @param start its first byte in the file
 * @param end the offset behind its bytes
 * @param chunks where the wanted columns are, in their order
 */
record RowGroup(int ordinal, long rows, long start, long end, List<ColumnChunkMetaData> chunks) {
  /** Returns the first row behind the share of the rows that a file offset is the share of. */
  long rowAt(long offset) {
    if (offset <= start) {
      return 0;
    }
    return offset >= end ? rows : (long) ((double) (offset - start) / (end - start) * rows);
  }
}
