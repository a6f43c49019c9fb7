package io.holdfast.input.parquet;

import io.holdfast.error.HoldfastException;
import io.holdfast.record.Malformed;
import java.io.UncheckedIOException;
import java.util.Optional;
import org.apache.hadoop.fs.Path;
import org.apache.parquet.format.Encoding;
import org.apache.parquet.format.PageHeader;
import org.apache.parquet.format.PageType;
import org.apache.parquet.hadoop.metadata.ColumnChunkMetaData;
import org.apache.parquet.schema.PrimitiveType;

/**
 * Gives the data pages of a column chunk in order, and of a damaged one the rows that are lost with
 * it.
 *
 * <p>Where the chunk has an offset index, that says where each page and its rows are, whatever the
 * damage. Without it a page's own header says it: one that cannot be read loses the rest of the
 * chunk, and headers that contradict the row group end the run, since nobody knows then which rows
 * the values before belong to.
 */
final class ChunkPages {
  /** Of a damaged page the first bytes are kept, once for each of its rows. */
  private static final int RAW_BYTES = 64;

  /** Some old writers do not count the dictionary's header in a chunk's size. */
  private static final int SIZE_SLACK = 64;

  private final Path path;
  private final PrimitiveType type;
  private final ValueShape shape;
  private final ChunkInput in;
  private final PageReader reader;
  private int group;
  private long rows;
  private int page;
  private Optional<PageLocations> locations = Optional.empty();
  private boolean mayBeSplit;
  private boolean restLost;
  private long firstPage;
  private long begin;
  private long end;
  private Dictionary dictionary;
  private Malformed dictionaryLoss;

  ChunkPages(Path path, PrimitiveType type, ValueShape shape, ChunkInput in, PageReader reader) {
    this.path = path;
    this.type = type;
    this.shape = shape;
    this.in = in;
    this.reader = reader;
  }

  /**
   * Goes to the column's chunk in a row group, and reads its dictionary.
   *
   * @throws UncheckedIOException if the file system fails, as from all methods
   */
  void open(RowGroup rowGroup, ColumnChunkMetaData chunk) {
    group = rowGroup.ordinal();
    rows = rowGroup.rows();
    page = -1;
    restLost = false;
    dictionary = null;
    dictionaryLoss = null;
    mayBeSplit =
        chunk.getEncodings().contains(org.apache.parquet.column.Encoding.BYTE_STREAM_SPLIT);
    reader.open(chunk);
    locations = PageLocations.read(in, chunk, rows);
    readDictionary(locations.map(l -> l.offset(0)).orElse(chunk.getFirstDataPageOffset()));
    firstPage = in.position();
  }

  /** Goes back to the first data page. */
  void rewind() {
    page = -1;
    restLost = false;
    in.seek(firstPage);
  }

  /**
   * Passes over whole pages that have no more rows together than some, without reading more of them
   * than headers, up to one that cannot be passed so; returns how many rows they have.
   */
  long pass(long count) {
    long passed = 0;
    while (passed < count) {
      long rows = locations.isPresent() ? locations.get().rows(page + 1) : nextRows();
      if (rows > count - passed) {
        break;
      }
      if (locations.isEmpty()) {
        in.seek(end);
      }
      passed += rows;
      page++;
    }
    return passed;
  }

  /** Returns the rows of the page here, which stays the next one; more than any if damaged. */
  private long nextRows() {
    long start = in.position();
    try {
      PageHeader header = readHeader();
      end = in.position() + header.getCompressed_page_size();
      return end <= in.end() ? PageReader.rows(header) : Long.MAX_VALUE;
    } catch (Damage e) {
      return Long.MAX_VALUE; // Whoever reads it says so.
    } finally {
      in.seek(start);
    }
  }

  /** Reads the dictionary, if the chunk begins with one, and goes to the first data page. */
  private void readDictionary(long firstData) {
    long start = in.position();
    try {
      PageHeader header = reader.readHeader();
      if (header.getType() == PageType.DICTIONARY_PAGE) {
        readDictionary(header, start, firstData);
      } else {
        in.seek(start);
      }
    } catch (Damage e) {
      if (firstData > start) {
        dictionaryLoss = loss(e.getMessage(), "the dictionary", start, firstData);
      }
      in.seek(Math.max(start, firstData));
    }
  }

  private void readDictionary(PageHeader header, long start, long firstData) {
    long end = in.position() + Math.max(0, header.getCompressed_page_size());
    if (firstData <= start) {
      locations = Optional.empty(); // The index cannot be right: it has the dictionary for a page.
    }
    try {
      dictionary = Dictionary.decode(reader.read(header), type, shape);
    } catch (Damage e) {
      dictionaryLoss = loss(e.getMessage(), "the dictionary", start, end);
      in.seek(firstData > start ? firstData : end);
    }
  }

  /** Returns the chunk's dictionary, or null if there is none that can be read. */
  Dictionary dictionary() {
    return dictionary;
  }

  /**
   * Reads the next data page.
   *
   * @param left the rows of the row group that were not given yet, at least 1
   * @throws HoldfastException of kind DATA if the pages contradict the row group
   */
  DataPage next(long left) {
    page++;
    return locations.isPresent() ? located(locations.get()) : following(left);
  }

  private DataPage located(PageLocations index) {
    begin = index.offset(page);
    end = index.end(page);
    in.seek(begin);
    try {
      PageHeader header = readHeader();
      if (PageReader.rows(header) != index.rows(page)) {
        throw new Damage(
            "a page of %d rows where the offset index has %d",
            PageReader.rows(header), index.rows(page));
      }
      long pageEnd = in.position() + header.getCompressed_page_size();
      if (pageEnd > end) {
        throw new Damage("a page of %d bytes where there are %d", pageEnd - begin, end - begin);
      }
      return read(header);
    } catch (Damage e) {
      return new DataPage(index.rows(page), null, loss(e.getMessage()));
    }
  }

  private DataPage following(long left) {
    begin = in.position();
    end = in.end();
    if (begin >= end) {
      throw contradiction(left + " fewer");
    }
    PageHeader header;
    try {
      header = readHeader();
      if (in.position() + header.getCompressed_page_size() > end + SIZE_SLACK) {
        throw new Damage("a page that reaches behind its column chunk");
      }
    } catch (Damage e) {
      restLost = true;
      return new DataPage(left, null, loss(e.getMessage()));
    }
    if (PageReader.rows(header) > left) {
      throw contradiction(PageReader.rows(header) - left + " more");
    }
    end = in.position() + header.getCompressed_page_size();
    try {
      return read(header);
    } catch (Damage e) {
      in.seek(end);
      return new DataPage(PageReader.rows(header), null, loss(e.getMessage()));
    }
  }

  private PageHeader readHeader() {
    PageHeader header = reader.readHeader();
    if (header.getType() == PageType.DICTIONARY_PAGE) {
      throw new Damage("a dictionary that is not the first page");
    }
    if (PageReader.rows(header) < 0 || header.getCompressed_page_size() < 0) {
      throw new Damage(
          "a page of %d rows in %d bytes",
          PageReader.rows(header), header.getCompressed_page_size());
    }
    return header;
  }

  private DataPage read(PageHeader header) {
    Page read = reader.read(header);
    // A byte of a page header that says PLAIN could say this instead, and no checksum covers it.
    if (read.encoding() == Encoding.BYTE_STREAM_SPLIT && !mayBeSplit) {
      throw new Damage("the encoding %s, which the footer does not name", read.encoding());
    }
    boolean lost = read.usesDictionary() && dictionaryLoss != null;
    return new DataPage(read.count(), lost ? null : read, lost ? dictionaryLoss : null);
  }

  /** Says that rows of the page that was read last are lost. */
  Malformed loss(String reason) {
    return loss(reason, "page " + page, begin, end);
  }

  private Malformed loss(String reason, String where, long from, long to) {
    byte[] raw = in.peek(from, (int) Math.min(RAW_BYTES, to - from));
    return new Malformed(to - from, "column " + type.getName() + ": " + reason + ", " + where, raw);
  }

  /**
   * Checks a chunk of which all rows were given or lost.
   *
   * @throws HoldfastException of kind DATA if pages are left
   */
  void end() {
    if (locations.isEmpty() && !restLost && in.position() < in.end() && hasMoreRows()) {
      throw contradiction("more");
    }
  }

  private boolean hasMoreRows() {
    try {
      return PageReader.rows(readHeader()) > 0;
    } catch (Damage e) {
      return false; // Some bytes that are no page.
    }
  }

  private HoldfastException contradiction(String difference) {
    return HoldfastException.data(
        path + " @ row group " + group,
        "expected pages of column %s with %d rows, got %s; try to write or copy the file again",
        type.getName(),
        rows,
        difference);
  }

  /**
   * Says that rows which were given already may be wrong: their page's bytes are as they were
   * written, and yet cannot be decoded, so its header must be damaged.
   */
  HoldfastException falseHeader(long row, String reason) {
    return HoldfastException.data(
        path + " @ row group " + group + ", row " + row,
        "expected column %s to be readable, got %s on page %d behind rows that were;"
            + " try to write or copy the file again",
        type.getName(),
        reason,
        page);
  }
}
