package io.holdfast.input.parquet;

import io.holdfast.record.Batch;
import io.holdfast.record.Vector;
import java.util.EnumMap;
import java.util.Map;
import org.apache.parquet.format.Encoding;
import org.apache.parquet.schema.PrimitiveType;

/** Decodes the data pages of one column, some rows at a time. */
final class PageDecoder {
  private final PrimitiveType type;
  private final ValueShape shape;
  private final boolean optional;
  private final LevelReader levels = new LevelReader();
  private final HybridReader ids = new HybridReader();
  private final Map<Encoding, ValueReader> readers = new EnumMap<>(Encoding.class);
  private final Vector raw;
  private Page page;
  private Dictionary dictionary;
  private ValueReader values;

  PageDecoder(PrimitiveType type, ValueShape shape, boolean optional) {
    this.type = type;
    this.shape = shape;
    this.optional = optional;
    this.raw =
        shape.conversion() == null
            ? null
            : Vector.create(ValueReaders.rawType(type), Batch.MAX_ROWS);
  }

  /** Starts a data page; the dictionary may be null if the page does not use it. */
  void begin(Page page, Dictionary dictionary) {
    this.page = page;
    this.dictionary = dictionary;
    if (optional) {
      levels.reset(page.levels(), page.count());
    }
    if (page.usesDictionary()) {
      beginIds();
    } else {
      values = readers.computeIfAbsent(page.encoding(), e -> ValueReaders.create(e, type));
      values.reset(page.values());
      if (page.encoding() == Encoding.PLAIN || page.encoding() == Encoding.BYTE_STREAM_SPLIT) {
        values.requireValues(optional ? levels.countPresent() : page.count());
      }
    }
  }

  private void beginIds() {
    if (dictionary == null) {
      throw new Damage("ids without a dictionary");
    }
    Slice slice = page.values();
    if (slice.length() == 0) {
      ids.reset(slice, 0);
    } else {
      ids.reset(slice.skip(1), slice.bytes()[slice.start()]);
    }
  }

  boolean usesDictionary() {
    return page.usesDictionary();
  }

  /** Returns the array that rows of this page may be slices of; null if they are none. */
  byte[] shared() {
    return usesDictionary() ? dictionary.bytes() : page.values().bytes();
  }

  /**
   * Reads the next rows.
   *
   * @param count at most the rows of the page that are not read yet
   * @param rowIds takes the rows' dictionary entries; not used if the page has none
   */
  void read(Vector out, int row, int count, int[] rowIds) {
    int present = optional ? levels.read(out, row, count) : count;
    if (usesDictionary()) {
      ids.read(rowIds, row, present);
      VectorRows.gather(dictionary.entries(), rowIds, out, row, present);
    } else if (raw == null) {
      values.read(out, row, present);
    } else {
      raw.clear();
      values.read(raw, 0, present);
      shape.conversion().convert(raw, present, out, row);
    }
    if (present < count) {
      VectorRows.spread(out, row, count, present);
      if (usesDictionary()) {
        VectorRows.spreadIds(rowIds, out.nulls(), row, count, present, dictionary.size());
      }
    }
  }

  /**
   * Returns the first row of a page, from 0, that cannot be decoded, and why; the page has to be
   * begun again then.
   */
  Failure findFailure(Page failing, Dictionary entries) {
    Vector scratch = Vector.create(shape.type(), 1);
    int[] scratchIds = new int[1];
    int row = 0;
    try {
      begin(failing, entries);
      for (; row < failing.count(); row++) {
        scratch.clear();
        read(scratch, 0, 1, scratchIds);
      }
      return new Failure(row, "values that cannot be decoded together");
    } catch (Damage e) {
      return new Failure(row, e.getMessage());
    } catch (RuntimeException e) {
      return new Failure(row, "values that cannot be decoded as " + failing.encoding());
    }
  }

  /** Begins a page again, behind some of its rows, which can be decoded. */
  void resume(Page again, Dictionary entries, long rows) {
    Vector scratch = Vector.create(shape.type(), 1);
    int[] scratchIds = new int[1];
    begin(again, entries);
    for (long row = 0; row < rows; row++) {
      scratch.clear();
      read(scratch, 0, 1, scratchIds);
    }
  }

  /**
   * Where decoding a page fails.
   *
   * @param row the first row that fails; the page's number of rows if none does
   * @param reason as a {@link Damage} tells it
   */
  record Failure(int row, String reason) {}
}
