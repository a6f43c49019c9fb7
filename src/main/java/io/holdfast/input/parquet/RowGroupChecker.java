package io.holdfast.input.parquet;

import io.holdfast.error.HoldfastException;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import org.apache.hadoop.fs.Path;
import org.apache.parquet.column.ColumnDescriptor;
import org.apache.parquet.hadoop.metadata.BlockMetaData;
import org.apache.parquet.hadoop.metadata.ColumnChunkMetaData;
import org.apache.parquet.hadoop.metadata.ColumnPath;
import org.apache.parquet.hadoop.metadata.CompressionCodecName;

/**
 * Checks all row groups of a footer and keeps those that begin in a byte range. A row group belongs
 * to the range that holds its middle byte, as in parquet-java, so each is read once whatever the
 * split.
 */
final class RowGroupChecker {
  private static final Set<CompressionCodecName> CODECS =
      EnumSet.of(
          CompressionCodecName.UNCOMPRESSED,
          CompressionCodecName.SNAPPY,
          CompressionCodecName.GZIP,
          CompressionCodecName.ZSTD,
          CompressionCodecName.LZ4_RAW);
  private static final int MAGIC_BYTES = 4;

  private final Path path;
  private final Footer footer;
  private final Set<ColumnPath> repeated;
  private final Set<ColumnPath> required;

  RowGroupChecker(Path path, Footer footer) {
    this.path = path;
    this.footer = footer;
    this.repeated = new HashSet<>();
    this.required = new HashSet<>();
    for (ColumnDescriptor column : footer.schema().getColumns()) {
      if (column.getMaxRepetitionLevel() > 0) {
        repeated.add(ColumnPath.get(column.getPath()));
      }
      if (column.getMaxDefinitionLevel() == 0) {
        required.add(ColumnPath.get(column.getPath()));
      }
    }
  }

  /**
   * Returns the row groups of the range [start, start + length) with the chunks of some columns.
   */
  List<RowGroup> select(long start, long length, List<String> columns) {
    List<RowGroup> selected = new ArrayList<>();
    for (int ordinal = 0; ordinal < footer.groups().size(); ordinal++) {
      BlockMetaData group = footer.groups().get(ordinal);
      long size = check(group, ordinal);
      long first = group.getColumns().isEmpty() ? 0 : group.getColumns().get(0).getStartingPos();
      long middle = Math.min(first + size / 2, footer.start());
      if (middle >= start && middle - start < length && group.getRowCount() > 0) {
        long end = Math.min(first + size, footer.start());
        selected.add(
            new RowGroup(
                ordinal, group.getRowCount(), first, end, chunks(group, ordinal, columns)));
      }
    }
    return selected;
  }

  /** Checks that the chunks lie in the file and hold the row group's rows; returns their bytes. */
  private long check(BlockMetaData group, int ordinal) {
    long size = 0;
    for (ColumnChunkMetaData chunk : group.getColumns()) {
      long start = chunk.getStartingPos();
      if (start < MAGIC_BYTES
          || chunk.getTotalSize() < 0
          || chunk.getTotalSize() > footer.start() - start) {
        throw damaged(
            ordinal,
            chunk,
            "to lie before the footer at %d, got %d bytes at %d",
            footer.start(),
            chunk.getTotalSize(),
            start);
      }
      if (chunk.getValueCount() != group.getRowCount() && !repeated.contains(chunk.getPath())) {
        throw damaged(
            ordinal,
            chunk,
            "to hold the row group's %d rows, got %d",
            group.getRowCount(),
            chunk.getValueCount());
      }
      if (required.contains(chunk.getPath()) && chunk.getStatistics().getNumNulls() > 0) {
        throw damaged(
            ordinal, chunk, "to be required, got %d nulls", chunk.getStatistics().getNumNulls());
      }
      size += chunk.getTotalSize();
    }
    if (group.getRowCount() < 0) {
      throw HoldfastException.data(
          path + " @ row group " + ordinal, "expected rows, got %d of them", group.getRowCount());
    }
    return size;
  }

  private List<ColumnChunkMetaData> chunks(BlockMetaData group, int ordinal, List<String> columns) {
    Map<ColumnPath, ColumnChunkMetaData> byPath = new HashMap<>();
    for (ColumnChunkMetaData chunk : group.getColumns()) {
      if (byPath.put(chunk.getPath(), chunk) != null) {
        throw damaged(ordinal, chunk, "once, got it twice; the file is damaged");
      }
    }
    List<ColumnChunkMetaData> chunks = new ArrayList<>();
    for (String column : columns) {
      ColumnChunkMetaData chunk = byPath.get(ColumnPath.get(column));
      if (chunk == null) {
        throw HoldfastException.data(
            path + " @ row group " + ordinal,
            "expected column %s, got none; the file is damaged",
            column);
      }
      if (!CODECS.contains(chunk.getCodec())) {
        throw damaged(
            ordinal,
            chunk,
            "in one of the codecs %s, got %s; try to write the file with one of them",
            CODECS,
            chunk.getCodec());
      }
      chunks.add(chunk);
    }
    return chunks;
  }

  private HoldfastException damaged(
      int ordinal, ColumnChunkMetaData chunk, String message, Object... arguments) {
    return HoldfastException.data(
        path + " @ row group " + ordinal,
        "expected column %s %s",
        chunk.getPath().toDotString(),
        String.format(Locale.ROOT, message, arguments));
  }
}
