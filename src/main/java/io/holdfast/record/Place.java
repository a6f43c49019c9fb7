package io.holdfast.record;

/**
 * Where a record was read.
 *
 * @param file its path
 * @param rowGroup the row group, from 0, or {@link #NO_GROUP}
 * @param position without row groups the offset in bytes, of a compressed file in what it decodes
 *     to; else the row in its row group; from 0
 */
public record Place(String file, long rowGroup, long position) {
  /** The row group of a file that has none. */
  public static final long NO_GROUP = -1;

  /** Makes the place of a record in a text. */
  public static Place inText(String file, long offset) {
    return new Place(file, NO_GROUP, offset);
  }

  public boolean hasGroup() {
    return rowGroup != NO_GROUP;
  }

  /** Returns for example {@code data/a.txt @ 17}, or {@code a.parquet @ row group 0, row 3}. */
  @Override
  public String toString() {
    return file + " @ " + (hasGroup() ? "row group " + rowGroup + ", row " : "") + position;
  }
}
