package io.holdfast.input.parquet;

import io.holdfast.error.HoldfastException;
import io.holdfast.input.BatchReader;
import io.holdfast.input.PulsedStream;
import io.holdfast.input.SampledFile;
import io.holdfast.record.Batch;
import io.holdfast.record.Place;
import io.holdfast.record.Pulse;
import io.holdfast.record.Schema;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.List;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.fs.FSDataInputStream;
import org.apache.hadoop.fs.FileSystem;
import org.apache.hadoop.fs.Path;
import org.apache.parquet.hadoop.metadata.ColumnChunkMetaData;
import org.apache.parquet.schema.PrimitiveType;
import org.apache.parquet.schema.PrimitiveType.PrimitiveTypeName;

/** Reads some columns of the row groups that belong to a byte range of a Parquet file. */
public final class ParquetBatchReader implements BatchReader, SampledFile {
  private static final long ALL_BUFFERS_BYTES = 32 << 20;
  private static final int LEAST_BUFFER_BYTES = 64 << 10;
  private static final int MOST_BUFFER_BYTES = 2 << 20;

  /** About the bytes of texts that a batch may hold; long ones make it hold fewer rows. */
  private static final long BATCH_BYTES = 32 << 20;

  /** A sample reads little at a place; what is larger is read at once whatever the buffer. */
  private static final int SAMPLE_BUFFER_BYTES = 8 << 10;

  private final Path path;
  private final FSDataInputStream file;
  private final PageDecompressor decompressor;
  private final List<ColumnCursor> cursors = new ArrayList<>();
  private final List<RowGroup> groups;
  private List<Stretch> stretches;
  private long allRows;
  private long rowsRead;
  private int nextStretch;
  private Stretch stretch;
  private RowGroup group;
  private int batchRows;
  private long row;
  private long batchStart;

  /**
   * Rows of a row group.
   *
   * @param from the first of them
   * @param to the first behind them
   */
  private record Stretch(RowGroup group, long from, long to) {}

  /**
   * Opens a file.
   *
   * @param start the range's first byte
   * @param length the range's bytes; a row group belongs to the range that its middle byte is in
   * @param wanted the columns to read, by name, in this order, with the types expected
   * @param pulse called for each piece of the file that arrives
   * @throws HoldfastException of kind DATA if the file is damaged, not Parquet, or has other
   *     columns
   * @throws IOException if the file system fails
   */
  public ParquetBatchReader(
      Configuration conf, Path path, long start, long length, Schema wanted, Pulse pulse)
      throws IOException {
    this(conf, path, start, length, wanted, pulse, MOST_BUFFER_BYTES);
    give(groups.stream().map(g -> new Stretch(g, 0, g.rows())).toList());
  }

  /** Opens a file for a sample: rows are read once {@link #goTo} has told which. */
  ParquetBatchReader(Configuration conf, Path path, Schema wanted, Pulse pulse) throws IOException {
    this(conf, path, 0, Long.MAX_VALUE, wanted, pulse, SAMPLE_BUFFER_BYTES);
    give(List.of());
  }

  private ParquetBatchReader(
      Configuration conf,
      Path path,
      long start,
      long length,
      Schema wanted,
      Pulse pulse,
      int mostBuffer)
      throws IOException {
    this.path = path;
    FileSystem fileSystem = path.getFileSystem(conf);
    long fileLength = fileSystem.getFileStatus(path).getLen();
    file = PulsedStream.open(fileSystem, path, pulse);
    decompressor = new PageDecompressor(conf);
    try {
      Footer footer = new FooterReader(path, file, fileLength).read();
      List<PrimitiveType> types = new ColumnMatcher(path, footer.schema()).match(wanted);
      List<String> names = types.stream().map(PrimitiveType::getName).toList();
      groups = new RowGroupChecker(path, footer).select(start, length, names);
      long share = Math.max(LEAST_BUFFER_BYTES, ALL_BUFFERS_BYTES / Math.max(1, types.size()));
      for (PrimitiveType type : types) {
        cursors.add(cursor(type, footer.start(), (int) Math.min(mostBuffer, share)));
      }
    } catch (IOException | RuntimeException e) {
      close();
      throw e;
    }
  }

  /** Goes to the rows whose share of their row group's rows is that of a range of its bytes. */
  @Override
  public void goTo(long start, long length) {
    give(
        groups.stream()
            .map(g -> new Stretch(g, g.rowAt(start), g.rowAt(start + length)))
            .filter(s -> s.from < s.to)
            .toList());
  }

  private void give(List<Stretch> next) {
    stretches = next;
    allRows = next.stream().mapToLong(s -> s.to - s.from).sum();
    rowsRead = 0;
    nextStretch = 0;
    stretch = null;
  }

  private ColumnCursor cursor(PrimitiveType type, long limit, int buffer) {
    ChunkInput in = new ChunkInput(file, limit, buffer);
    boolean optional = type.isRepetition(PrimitiveType.Repetition.OPTIONAL);
    ValueShape shape = TypeMapper.map(type).orElseThrow();
    PageReader pages = new PageReader(in, decompressor, optional);
    return new ColumnCursor(
        new ChunkPages(path, type, shape, in, pages), new PageDecoder(type, shape, optional));
  }

  /**
   * Fills a batch of the wanted columns with the next rows, all of one row group. Those that a
   * damaged page holds are marked as malformed.
   *
   * @return false at the end of the range; then the batch is empty
   * @throws HoldfastException of kind DATA if it cannot be told which rows are damaged
   * @throws IOException if the file system fails
   */
  @Override
  public boolean next(Batch batch) throws IOException {
    batch.clear();
    try {
      if ((stretch == null || row == stretch.to) && !openStretch(batch)) {
        return false;
      }
      fill(batch);
      return true;
    } catch (UncheckedIOException e) {
      throw e.getCause();
    }
  }

  private void fill(Batch batch) {
    int rows = (int) Math.min(batchRows, stretch.to - row);
    batchStart = row;
    for (int i = 0; i < cursors.size(); i++) {
      cursors.get(i).read(batch, i, rows);
    }
    row += rows;
    rowsRead += rows;
    batch.setOrigin(this::place);
    batch.setSize(rows);
  }

  private boolean openStretch(Batch batch) {
    if (nextStretch == stretches.size()) {
      return false;
    }
    stretch = stretches.get(nextStretch++);
    if (group != stretch.group) {
      group = stretch.group;
      openGroup();
    }
    row = stretch.from;
    for (int i = 0; i < cursors.size(); i++) {
      cursors.get(i).goTo(row, batch, i, batchRows);
    }
    batch.clear();
    return true;
  }

  private void openGroup() {
    long bytes = 0;
    for (int i = 0; i < cursors.size(); i++) {
      ColumnChunkMetaData chunk = group.chunks().get(i);
      cursors.get(i).open(group, chunk);
      if (chunk.getPrimitiveType().getPrimitiveTypeName() == PrimitiveTypeName.BINARY) {
        bytes += Math.max(0, chunk.getTotalUncompressedSize());
      }
    }
    double rowBytes = (double) bytes / group.rows();
    batchRows = (int) Math.max(1, Math.min(Batch.MAX_ROWS, BATCH_BYTES / Math.max(1, rowBytes)));
  }

  /** Returns the share of the range's rows that was read, 0 to 1. */
  @Override
  public float progress() {
    return allRows == 0 ? 1 : (float) ((double) rowsRead / allRows);
  }

  private Place place(int batchRow) {
    return new Place(path.toString(), group.ordinal(), batchStart + batchRow);
  }

  @Override
  public void close() throws IOException {
    decompressor.close();
    file.close();
  }
}
