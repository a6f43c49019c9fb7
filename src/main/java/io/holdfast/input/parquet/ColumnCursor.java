package io.holdfast.input.parquet;

import io.holdfast.error.ErrorKind;
import io.holdfast.error.HoldfastException;
import io.holdfast.record.Vector;
import java.io.IOException;
import java.io.UncheckedIOException;
import org.apache.hadoop.fs.Path;
import org.apache.parquet.format.Encoding;
import org.apache.parquet.hadoop.metadata.ColumnChunkMetaData;
import org.apache.parquet.schema.PrimitiveType;

/**
 * Reads one column, from page to page. Pages of different columns end at different rows, so each
 * has a cursor of its own.
 */
final class ColumnCursor {
  private final Path path;
  private final String name;
  private final PrimitiveType type;
  private final ValueShape shape;
  private final PageReader pages;
  private final PageDecoder decoder;
  private int group;
  private long row;
  private int page;
  private boolean inPage;
  private boolean mayBeSplit;
  private Dictionary dictionary;

  ColumnCursor(Path path, PrimitiveType type, ValueShape shape, PageReader pages) {
    this.path = path;
    this.name = type.getName();
    this.type = type;
    this.shape = shape;
    this.pages = pages;
    this.decoder = new PageDecoder(type, shape, isOptional(type));
  }

  static boolean isOptional(PrimitiveType type) {
    return type.isRepetition(PrimitiveType.Repetition.OPTIONAL);
  }

  /** Goes to the column's chunk in a row group. */
  void open(int rowGroup, ColumnChunkMetaData chunk) {
    group = rowGroup;
    row = 0;
    page = -1;
    inPage = false;
    dictionary = null;
    mayBeSplit =
        chunk.getEncodings().contains(org.apache.parquet.column.Encoding.BYTE_STREAM_SPLIT);
    pages.open(chunk);
  }

  /**
   * Reads the next rows of the row group into an empty vector.
   *
   * @param last whether these are the row group's last rows
   * @throws HoldfastException of kind DATA if a page is damaged
   * @throws UncheckedIOException if the file system fails
   */
  void read(Vector out, int count, boolean last) {
    try {
      readRows(out, count);
      if (last) {
        end();
      }
    } catch (HoldfastException | UncheckedIOException e) {
      throw e;
    } catch (IOException | RuntimeException e) {
      throw new HoldfastException(
          ErrorKind.DATA,
          String.format(
              "[%s @ row group %d, row %d] expected column %s to be readable, got %s on page %d;"
                  + " try to write or copy the file again",
              path, group, row, name, e instanceof Damage ? e.getMessage() : e, Math.max(0, page)),
          e);
    }
  }

  private void readRows(Vector out, int count) throws IOException {
    int done = 0;
    boolean allIds = true;
    int[] ids = null;
    while (done < count) {
      while (!inPage || decoder.left() == 0) {
        nextPage(out, done);
      }
      allIds &= decoder.usesDictionary();
      if (decoder.usesDictionary() && ids == null) {
        ids = out.useDictionary(dictionary.entries(), dictionary.size());
      }
      int n = Math.min(decoder.left(), count - done);
      decoder.read(out, done, n, ids);
      done += n;
      row += n;
    }
    if (!allIds) {
      out.useDictionary(null, 0);
    }
  }

  private void nextPage(Vector out, int done) throws IOException {
    boolean hadIds = inPage && decoder.usesDictionary();
    byte[] shared = inPage ? decoder.shared() : null;
    if (inPage) {
      decoder.end();
    }
    page++;
    Page next = pages.next();
    while (next.dictionary()) {
      if (dictionary != null || inPage) {
        throw new Damage("a dictionary that is not the first page");
      }
      dictionary = Dictionary.decode(next, type, shape);
      next = pages.next();
    }
    // A byte of a page header that says PLAIN could say this instead, and no checksum covers it.
    if (next.encoding() == Encoding.BYTE_STREAM_SPLIT && !mayBeSplit) {
      throw new Damage("the encoding %s, which the footer does not name", next.encoding());
    }
    if (done > 0 && !(hadIds && next.usesDictionary())) {
      VectorRows.detach(out, done, shared);
    }
    decoder.begin(next, dictionary);
    inPage = true;
  }

  private void end() {
    if (decoder.left() > 0) {
      throw new Damage("%d rows more than the row group has", decoder.left());
    }
    decoder.end();
  }
}
