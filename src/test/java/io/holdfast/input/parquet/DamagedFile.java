package io.holdfast.input.parquet;

import io.holdfast.record.Batch;
import io.holdfast.record.Malformed;
import io.holdfast.record.Pulse;
import io.holdfast.record.Schema;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.NavigableMap;
import java.util.TreeMap;
import java.util.function.Consumer;
import java.util.stream.Stream;
import org.apache.parquet.format.ColumnChunk;
import org.apache.parquet.format.FieldRepetitionType;
import org.apache.parquet.format.FileMetaData;
import org.apache.parquet.format.PageHeader;
import org.apache.parquet.format.SchemaElement;
import org.apache.parquet.format.Util;
import org.apache.parquet.hadoop.ParquetFileReader;
import org.apache.parquet.hadoop.metadata.BlockMetaData;
import org.apache.parquet.hadoop.metadata.ColumnChunkMetaData;
import org.apache.parquet.internal.column.columnindex.OffsetIndex;
import org.apache.parquet.io.LocalInputFile;

/** A Parquet file to damage, with where parquet-java says that its pages are. */
public final class DamagedFile {
  private static final int TAIL_BYTES = 8;

  private final Path file;
  private final byte[] whole;
  private final List<Spot> pages = new ArrayList<>();
  private final List<Spot> dictionaries = new ArrayList<>();

  public DamagedFile(Path file) throws IOException {
    this.file = file;
    this.whole = Files.readAllBytes(file);
    try (ParquetFileReader reader = ParquetFileReader.open(new LocalInputFile(file))) {
      int firstRow = 0;
      for (BlockMetaData group : reader.getFooter().getBlocks()) {
        for (ColumnChunkMetaData chunk : group.getColumns()) {
          addPages(chunk, reader.readOffsetIndex(chunk), firstRow, (int) group.getRowCount());
        }
        firstRow += (int) group.getRowCount();
      }
    }
  }

  private void addPages(ColumnChunkMetaData chunk, OffsetIndex index, int firstRow, int rows)
      throws IOException {
    String column = chunk.getPath().toDotString();
    int first = (int) index.getOffset(0);
    int start = (int) chunk.getStartingPos();
    if (start < first) {
      dictionaries.add(
          new Spot(column, -1, start, first - start, firstRow, firstRow + rows, firstRow + rows));
    }
    for (int i = 0; i < index.getPageCount(); i++) {
      pages.add(
          new Spot(
              column,
              i,
              (int) index.getOffset(i),
              index.getCompressedPageSize(i),
              firstRow + (int) index.getFirstRowIndex(i),
              firstRow + (int) index.getLastRowIndex(i, rows) + 1,
              firstRow + rows));
    }
  }

  /** Returns the data pages, in file order within each row group. */
  public List<Spot> pages() {
    return pages;
  }

  public List<Spot> dictionaries() {
    return dictionaries;
  }

  int length() {
    return whole.length;
  }

  PageHeader header(Spot page) throws IOException {
    return Util.readPageHeader(new ByteArrayInputStream(whole, page.offset(), page.length()));
  }

  /** Returns the offset behind a page's header. */
  public int body(Spot page) throws IOException {
    return page.offset() + page.length() - header(page).getCompressed_page_size();
  }

  /** Says whether a page has dictionary ids. */
  public boolean usesDictionary(Spot page) throws IOException {
    PageHeader header = header(page);
    return (header.isSetData_page_header()
            ? header.getData_page_header().getEncoding()
            : header.getData_page_header_v2().getEncoding())
        .name()
        .contains("DICTIONARY");
  }

  public byte[] bytes(int offset, int count) {
    return Arrays.copyOfRange(whole, offset, offset + count);
  }

  /** Changes some bytes of the file that was whole at first. */
  public void flip(int change, int... offsets) throws IOException {
    byte[] flipped = whole.clone();
    for (int at : offsets) {
      flipped[at] ^= (byte) change;
    }
    Files.write(file, flipped);
  }

  /** Writes another header of the same length before a page of the file that was whole at first. */
  void replaceHeader(Spot page, PageHeader header) throws IOException {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    Util.writePageHeader(header, out);
    if (out.size() != body(page) - page.offset()) {
      throw new AssertionError("a header of " + out.size() + " bytes for " + page);
    }
    byte[] replaced = whole.clone();
    System.arraycopy(out.toByteArray(), 0, replaced, page.offset(), out.size());
    Files.write(file, replaced);
  }

  /** Writes a copy of the file as it is now, whose footer knows no offset index. */
  public Path withoutIndex() throws IOException {
    return withFooter("plain-", f -> chunks(f).forEach(ColumnChunk::unsetOffset_index_offset));
  }

  /** Writes a copy of the file as it is now, whose footer has the offset indexes elsewhere. */
  Path withIndexAt(long offset) throws IOException {
    return withFooter(
        "moved-", f -> chunks(f).forEach(chunk -> chunk.setOffset_index_offset(offset)));
  }

  /** Writes a copy of the file as it is now, whose footer says that columns have no nulls. */
  Path withColumnsRequired() throws IOException {
    return withFooter(
        "required-",
        f ->
            f.getSchema().stream()
                .filter(SchemaElement::isSetRepetition_type)
                .forEach(column -> column.setRepetition_type(FieldRepetitionType.REQUIRED)));
  }

  private static Stream<ColumnChunk> chunks(FileMetaData footer) {
    return footer.getRow_groups().stream().flatMap(group -> group.getColumns().stream());
  }

  private Path withFooter(String prefix, Consumer<FileMetaData> change) throws IOException {
    byte[] whole = Files.readAllBytes(file);
    int tail = whole.length - TAIL_BYTES;
    int size = ByteBuffer.wrap(whole).order(ByteOrder.LITTLE_ENDIAN).getInt(tail);
    FileMetaData footer = Util.readFileMetaData(new ByteArrayInputStream(whole, tail - size, size));
    change.accept(footer);
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    out.write(whole, 0, tail - size);
    Util.writeFileMetaData(footer, out);
    int newSize = out.size() - tail + size;
    out.writeBytes(
        ByteBuffer.allocate(TAIL_BYTES)
            .order(ByteOrder.LITTLE_ENDIAN)
            .putInt(newSize)
            .put(whole, whole.length - 4, 4)
            .array());
    return Files.write(file.resolveSibling(prefix + file.getFileName()), out.toByteArray());
  }

  /** Reads the rows, and what is said about those that are lost, by row. */
  static NavigableMap<Integer, Malformed> read(Path file, Schema schema, List<List<Object>> rows)
      throws IOException {
    NavigableMap<Integer, Malformed> lost = new TreeMap<>();
    Batch batch = new Batch(schema);
    try (ParquetBatchReader reader =
        new ParquetBatchReader(
            Rows.CONF,
            new org.apache.hadoop.fs.Path(file.toUri()),
            0,
            Long.MAX_VALUE,
            schema,
            Pulse.NONE)) {
      while (reader.next(batch)) {
        for (int row = 0; row < batch.size(); row++) {
          if (batch.malformed(row) != null) {
            lost.put(rows.size() + row, batch.malformed(row));
          }
        }
        Rows.add(batch, rows);
      }
    }
    return lost;
  }

  /**
   * A page.
   *
   * @param column its column
   * @param ordinal among the chunk's data pages, from 0; -1 for a dictionary
   * @param offset of its header
   * @param length of header and page
   * @param firstRow in the file
   * @param lastRow behind its rows
   * @param groupEnd behind the rows of its row group
   */
  public record Spot(
      String column,
      int ordinal,
      int offset,
      int length,
      int firstRow,
      int lastRow,
      int groupEnd) {}
}
