package io.holdfast.input.parquet;

import java.util.List;
import org.apache.parquet.hadoop.metadata.ColumnChunkMetaData;

/**
 * One row group to read.
 *
 * @param ordinal its number in the file, from 0
 * @param rows its rows, at least 1
 * @param chunks where the wanted columns are, in their order
 */
record RowGroup(int ordinal, long rows, List<ColumnChunkMetaData> chunks) {}
