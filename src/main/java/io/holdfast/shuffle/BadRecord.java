package io.holdfast.shuffle;

import io.holdfast.record.Batch;
import io.holdfast.record.BytesInput;
import io.holdfast.record.BytesOutput;
import io.holdfast.record.BytesVector;
import io.holdfast.record.Column;
import io.holdfast.record.LongVector;
import io.holdfast.record.Malformed;
import io.holdfast.record.Place;
import io.holdfast.record.Schema;
import io.holdfast.record.Type;
import java.nio.charset.StandardCharsets;

/**
 * A malformed record on its way to the quarantine. It crosses the shuffle as groups do, so it
 * arrives once, whichever attempts fail: the place is its key, in the order of files and places,
 * behind all groups; the rest is its value.
 *
 * @param place where it was read
 * @param length of what is malformed, in bytes: a word, a field, or a page that the row is lost
 *     with
 * @param reason what is wrong
 * @param raw its first bytes, at most {@link Malformed#MAX_RAW_BYTES}
 */
public record BadRecord(Place place, long length, String reason, byte[] raw) {
  /** The columns of a quarantine; of {@code offset} and {@code row} one is null. */
  public static final Schema SCHEMA =
      Schema.of(
          new Column("file", Type.TEXT),
          new Column("offset", Type.LONG),
          new Column("row_group", Type.LONG),
          new Column("row", Type.LONG),
          new Column("length", Type.LONG),
          new Column("reason", Type.TEXT),
          new Column("raw", Type.BINARY));

  /** The first byte of the key; those of groups are smaller. */
  static final int MARKER = 2;

  /** Appends the key: marker, file, 0, row group, position. */
  public void writeKey(BytesOutput out) {
    byte[] file = place.file().getBytes(StandardCharsets.UTF_8);
    out.writeByte(MARKER);
    out.writeBytes(file, 0, file.length);
    out.writeByte(0);
    out.writeLong(place.rowGroup() ^ Long.MIN_VALUE);
    out.writeLong(place.position());
  }

  /** Appends the value. */
  public void writeValue(BytesOutput out) {
    byte[] text = reason.getBytes(StandardCharsets.UTF_8);
    out.writeVarLong(length);
    out.writeVarLong(text.length);
    out.writeBytes(text, 0, text.length);
    out.writeBytes(raw, 0, raw.length);
  }

  /** Reads back a place from the bytes of a key. */
  static Place readPlace(byte[] key, int start, int length) {
    int fileLength = length - 2 - 2 * Long.BYTES;
    String file = new String(key, start + 1, fileLength, StandardCharsets.UTF_8);
    BytesInput in = new BytesInput().reset(key, start + fileLength + 2, 2 * Long.BYTES);
    return new Place(file, in.readLong() ^ Long.MIN_VALUE, in.readLong());
  }

  /** Reads back a record. */
  public static BadRecord read(GroupKey key, PartialState value) {
    BytesInput in = value.open();
    long length = in.readVarLong();
    int reasonLength = (int) in.readVarLong();
    String reason =
        new String(in.bytes(), in.skip(reasonLength), reasonLength, StandardCharsets.UTF_8);
    byte[] raw = new byte[in.remaining()];
    System.arraycopy(in.bytes(), in.position(), raw, 0, raw.length);
    return new BadRecord(readPlace(key.bytes(), key.start(), key.length()), length, reason, raw);
  }

  /** Adds this record as the last row of a batch of {@link #SCHEMA}. */
  public void appendTo(Batch batch) {
    int row = batch.size();
    setText(batch, 0, row, place.file());
    setLong(batch, 1, row, place.hasGroup() ? null : place.position());
    setLong(batch, 2, row, place.hasGroup() ? place.rowGroup() : null);
    setLong(batch, 3, row, place.hasGroup() ? place.position() : null);
    setLong(batch, 4, row, length);
    setText(batch, 5, row, reason);
    ((BytesVector) batch.column(6)).append(row, raw, 0, raw.length);
    batch.setSize(row + 1);
  }

  private static void setLong(Batch batch, int column, int row, Long value) {
    if (value == null) {
      batch.column(column).setNull(row);
    } else {
      ((LongVector) batch.column(column)).values()[row] = value;
    }
  }

  private static void setText(Batch batch, int column, int row, String value) {
    byte[] bytes = value.getBytes(StandardCharsets.UTF_8);
    ((BytesVector) batch.column(column)).append(row, bytes, 0, bytes.length);
  }
}
