package io.holdfast.input.parquet;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.util.List;
import java.util.Optional;
import org.apache.parquet.format.OffsetIndex;
import org.apache.parquet.format.PageLocation;
import org.apache.parquet.format.Util;
import org.apache.parquet.hadoop.metadata.ColumnChunkMetaData;
import org.apache.parquet.internal.hadoop.metadata.IndexReference;

/**
 * Where the data pages of a column chunk are, as its offset index tells: beside the page headers a
 * second source, so that a damaged page costs no more than its own rows.
 */
final class PageLocations {
  private static final int MOST_INDEX_BYTES = 64 << 20;

  private final List<PageLocation> pages;
  private final long rows;
  private final long end;

  private PageLocations(List<PageLocation> pages, long rows, long end) {
    this.pages = pages;
    this.rows = rows;
    this.end = end;
  }

  /** Reads a chunk's index; a damaged one is as good as none. */
  static Optional<PageLocations> read(ChunkInput in, ColumnChunkMetaData chunk, long rows) {
    IndexReference index = chunk.getOffsetIndexReference();
    if (index == null || index.getLength() <= 0 || index.getLength() > MOST_INDEX_BYTES) {
      return Optional.empty();
    }
    byte[] bytes = in.peek(index.getOffset(), index.getLength());
    try {
      return of(Util.readOffsetIndex(new ByteArrayInputStream(bytes)), chunk, rows);
    } catch (IOException | RuntimeException | OutOfMemoryError | StackOverflowError e) {
      return Optional.empty();
    }
  }

  /** Returns an index's pages, or nothing if they cannot be those of the chunk. */
  private static Optional<PageLocations> of(
      OffsetIndex index, ColumnChunkMetaData chunk, long rows) {
    List<PageLocation> pages = index.getPage_locations();
    long end = chunk.getStartingPos() + chunk.getTotalSize();
    if (pages.isEmpty() || pages.get(0).getFirst_row_index() != 0) {
      return Optional.empty();
    }
    long offset = chunk.getStartingPos();
    long row = -1;
    for (PageLocation page : pages) {
      if (page.getOffset() < offset || page.getFirst_row_index() <= row) {
        return Optional.empty();
      }
      offset = page.getOffset() + 1;
      row = page.getFirst_row_index();
    }
    boolean inChunk = offset <= end && row < rows;
    return inChunk ? Optional.of(new PageLocations(pages, rows, end)) : Optional.empty();
  }

  /** Returns the file offset of a page's header. */
  long offset(int page) {
    return pages.get(page).getOffset();
  }

  /** Returns the offset behind a page: the next one's, or the chunk's end. */
  long end(int page) {
    return page + 1 < pages.size() ? pages.get(page + 1).getOffset() : end;
  }

  /** Returns the rows of a page, at least 1. */
  long rows(int page) {
    long next = page + 1 < pages.size() ? pages.get(page + 1).getFirst_row_index() : rows;
    return next - pages.get(page).getFirst_row_index();
  }
}
