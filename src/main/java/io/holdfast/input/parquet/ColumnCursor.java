package io.holdfast.input.parquet;

import io.holdfast.error.HoldfastException;
import io.holdfast.record.Batch;
import io.holdfast.record.Malformed;
import io.holdfast.record.Vector;
import java.io.UncheckedIOException;
import java.util.Arrays;
import org.apache.parquet.hadoop.metadata.ColumnChunkMetaData;

/**
 * Reads one column, from page to page. Pages of different columns end at different rows, so each
 * has a cursor of its own.
 */
final class ColumnCursor {
  private final ChunkPages pages;
  private final PageDecoder decoder;
  private long rows;
  private long row;
  private DataPage page;
  private long left;
  private Malformed loss;
  private long lostBehind;
  private Malformed lossBehind;
  private byte[] shared;
  private boolean sharedIds;
  private int[] ids;
  private boolean allIds;

  ColumnCursor(ChunkPages pages, PageDecoder decoder) {
    this.pages = pages;
    this.decoder = decoder;
  }

  /** Goes to the column's chunk in a row group. */
  void open(RowGroup group, ColumnChunkMetaData chunk) {
    rows = group.rows();
    row = 0;
    left = 0;
    lostBehind = 0;
    pages.open(group, chunk);
  }

  /**
   * Goes to a row of the row group, not its end. Pages before it are passed over, but for the rows
   * of one: these are read into an empty column of a batch, and dropped.
   */
  void goTo(long target, Batch batch, int column, int batchRows) {
    if (target < row) {
      pages.rewind();
      row = 0;
      left = 0;
      lostBehind = 0;
    }
    pass(target - row);
    while (row < target) {
      read(batch, column, (int) Math.min(batchRows, target - row));
      batch.column(column).clear();
    }
  }

  /** Passes over what is left of a page, or of the good rows of one, and over whole pages. */
  private void pass(long count) {
    if (left <= count) {
      long passed = left;
      left = 0;
      if (lostBehind == 0) {
        passed += pages.pass(count - passed);
      }
      row += passed;
    }
  }

  /**
   * Reads the next rows of the row group into an empty column of a batch. Those that a damaged page
   * holds are null and marked as malformed.
   *
   * @throws HoldfastException of kind DATA if it cannot be told which rows are damaged
   * @throws UncheckedIOException if the file system fails
   */
  void read(Batch batch, int column, int count) {
    Vector out = batch.column(column);
    int done = 0;
    ids = null;
    allIds = true;
    while (done < count) {
      while (left == 0) {
        nextPage(out, done);
      }
      int n = (int) Math.min(left, count - done);
      if (loss != null) {
        lose(batch, out, done, n);
      } else if (!decode(out, done, n)) {
        continue;
      }
      done += n;
      left -= n;
      row += n;
    }
    if (!allIds) {
      out.useDictionary(null, 0);
    }
    if (row == rows) {
      pages.end();
    }
  }

  private void nextPage(Vector out, int done) {
    if (lostBehind > 0) {
      left = lostBehind;
      loss = lossBehind;
      lostBehind = 0;
      return;
    }
    page = pages.next(rows - row);
    left = page.rows();
    loss = page.loss();
    if (loss == null && left > 0) {
      begin(out, done);
    }
  }

  private void begin(Vector out, int done) {
    try {
      decoder.begin(page.page(), pages.dictionary());
    } catch (RuntimeException e) {
      loss = pages.loss(decoder.findFailure(page.page(), pages.dictionary()).reason());
      return;
    }
    boolean hasIds = decoder.usesDictionary();
    if (done > 0 && !(sharedIds && hasIds)) {
      VectorRows.detach(out, done, shared);
    }
    shared = decoder.shared();
    sharedIds = hasIds;
  }

  /** Decodes rows; false if one of them cannot be, and the page was cut in two before it. */
  private boolean decode(Vector out, int done, int n) {
    boolean hasIds = decoder.usesDictionary();
    if (hasIds && ids == null) {
      Dictionary dictionary = pages.dictionary();
      ids = out.useDictionary(dictionary.entries(), dictionary.size());
      Arrays.fill(ids, 0, done, dictionary.size()); // Used if all rows before are lost.
    }
    try {
      decoder.read(out, done, n, ids);
    } catch (RuntimeException e) {
      Arrays.fill(out.nulls(), done, done + n, false);
      cut();
      return false;
    }
    allIds &= hasIds;
    return true;
  }

  /**
   * Finds the row that cannot be decoded, one row at a time so that it is the same for any batches,
   * and sets that and the rest of its page aside.
   */
  private void cut() {
    long given = page.rows() - left;
    PageDecoder.Failure failure = decoder.findFailure(page.page(), pages.dictionary());
    int good = failure.row();
    boolean found = good >= given && good < page.rows();
    if (!found || good > 0 && page.page().checked()) {
      throw pages.falseHeader(row - given + good, failure.reason());
    }
    lossBehind = pages.loss(failure.reason());
    lostBehind = page.rows() - good;
    left = good - given;
    decoder.resume(page.page(), pages.dictionary(), given);
  }

  private void lose(Batch batch, Vector out, int done, int n) {
    for (int i = done; i < done + n; i++) {
      out.setNull(i);
      batch.markMalformed(i, loss);
    }
    if (ids != null) {
      Arrays.fill(ids, done, done + n, pages.dictionary().size());
    }
  }
}
