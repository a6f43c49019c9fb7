package io.holdfast.record;

import java.util.Arrays;

/** Some rows, column by column. One object is filled again and again by its owner. */
public final class Batch {
  /**
   * The most rows a batch holds: enough to drown call costs, few enough to stay in a core's cache.
   */
  public static final int MAX_ROWS = 4096;

  private final Schema schema;
  private final Vector[] columns;
  private int size;
  private int[] selected;
  private int selectedCount;
  private Malformed[] malformed;
  private int malformedCount;
  private Origin origin = row -> new Place("batch", 0, row);
  private Pulse pulse = Pulse.NONE;

  public Batch(Schema schema) {
    this(schema, MAX_ROWS);
  }

  public Batch(Schema schema, int capacity) {
    this.schema = schema;
    this.columns = new Vector[schema.size()];
    for (int i = 0; i < columns.length; i++) {
      columns[i] = Vector.create(schema.column(i).type(), capacity);
    }
  }

  public Schema schema() {
    return schema;
  }

  public Vector column(int index) {
    return columns[index];
  }

  /** Returns all columns, in their order. */
  public Vector[] columns() {
    return columns.clone();
  }

  /** Returns the number of rows, 0 to {@link #MAX_ROWS}. */
  public int size() {
    return size;
  }

  public void setSize(int size) {
    this.size = size;
  }

  /** Returns where a row was read. */
  public Place place(int row) {
    return origin.place(row);
  }

  public void setOrigin(Origin origin) {
    this.origin = origin;
  }

  /** Returns what to call in work on this batch that may take long. */
  public Pulse pulse() {
    return pulse;
  }

  public void setPulse(Pulse pulse) {
    this.pulse = pulse;
  }

  /**
   * Says that a reader cannot give a row: it is null in the columns that the reader could not fill,
   * and counts as malformed, not as a row. The first reason given for a row stays.
   */
  public void markMalformed(int row, Malformed what) {
    if (malformed == null) {
      malformed = new Malformed[MAX_ROWS];
    }
    if (malformed[row] == null) {
      malformed[row] = what;
      malformedCount++;
    }
  }

  /** Returns how many rows the reader could not give. */
  public int malformedCount() {
    return malformedCount;
  }

  /** Returns what is wrong with a row, or null if the reader gave it. */
  public Malformed malformed(int row) {
    return malformedCount == 0 ? null : malformed[row];
  }

  /**
   * Drops all other rows.
   *
   * @param rows the rows to keep, ascending
   * @param count how many of them
   */
  public void keep(int[] rows, int count) {
    for (Vector column : columns) {
      for (int i = 0; i < count; i++) {
        column.moveRow(rows[i], i);
      }
    }
    size = count;
  }

  /**
   * Says which rows count: those that passed the filter. Until the batch is filled again, what goes
   * wrong in others does not matter.
   *
   * @param rows ascending
   */
  public void select(int[] rows, int count) {
    selected = rows;
    selectedCount = count;
  }

  /** Says whether a row counts; all do until {@link #select}. Not for every row: it searches. */
  public boolean isSelected(int row) {
    return selected == null || Arrays.binarySearch(selected, 0, selectedCount, row) >= 0;
  }

  /** Empties all columns. */
  public void clear() {
    size = 0;
    selected = null;
    if (malformedCount > 0) {
      Arrays.fill(malformed, null);
      malformedCount = 0;
    }
    for (Vector column : columns) {
      column.clear();
    }
  }
}
