package io.holdfast.shuffle;

import io.holdfast.record.BytesOutput;
import io.holdfast.record.BytesVector;
import io.holdfast.record.DoubleVector;
import io.holdfast.record.LongVector;
import io.holdfast.record.Vector;
import io.holdfast.record.WideVector;

/**
 * Turns the key columns of a row into bytes whose unsigned order is the order of the keys, column
 * by column, null first, NaN last, and which are equal exactly where the keys are one group.
 *
 * <p>A column is a marker, {@link #NULL} or {@link #PRESENT}, and then the value: integers
 * big-endian with the sign bit turned; doubles likewise, negative ones inverted, after -0.0 became
 * 0.0 and every NaN the same; text and bytes as they are in the last column of a whole key, else
 * with 0 written as 0 255 and 0 0 behind. A query without keys has the one key {@link #PRESENT}. An
 * exact encoder keeps -0.0 as it is, just below 0.0, so that nothing of a row is lost.
 */
public final class KeyEncoder {
  /** The marker of a null. */
  public static final int NULL = 0;

  /** The marker in front of a value. */
  public static final int PRESENT = 1;

  static final int ESCAPED_ZERO = 0xff;

  /** How many zeros stand behind what is escaped. */
  static final int END_BYTES = 2;

  private final boolean exact;
  private final Vector[] columns;

  /** Encodes rows of these vectors, which may be filled anew between rows. */
  public KeyEncoder(Vector... columns) {
    this(false, columns);
  }

  private KeyEncoder(boolean exact, Vector... columns) {
    this.exact = exact;
    this.columns = columns;
  }

  /** Returns an exact encoder of rows of these vectors. */
  static KeyEncoder exact(Vector... columns) {
    return new KeyEncoder(true, columns);
  }

  /** Appends a row's key. */
  public void encode(int row, BytesOutput out) {
    encode(row, columns.length - 1, out);
  }

  /** Appends a row's key so that more may follow: the last column too tells where it ends. */
  public void encodeBeginning(int row, BytesOutput out) {
    encode(row, columns.length, out);
  }

  private void encode(int row, int last, BytesOutput out) {
    if (columns.length == 0) {
      out.writeByte(PRESENT);
    }
    for (int i = 0; i < columns.length; i++) {
      if (columns[i].isNull(row)) {
        out.writeByte(NULL);
      } else {
        out.writeByte(PRESENT);
        encodeValue(columns[i], row, i == last, exact, out);
      }
    }
  }

  /** Appends a value that is not null, without a marker, as the last of a key. */
  public static void encodeLast(Vector column, int row, BytesOutput out) {
    encodeValue(column, row, true, false, out);
  }

  /** Appends a value that is not null, without a marker, so that more may follow. */
  static void encodeInner(Vector column, int row, BytesOutput out) {
    encodeValue(column, row, false, false, out);
  }

  private static void encodeValue(
      Vector column, int row, boolean last, boolean exact, BytesOutput out) {
    if (column instanceof LongVector longs) {
      out.writeLong(longs.values()[row] ^ Long.MIN_VALUE);
    } else if (column instanceof DoubleVector doubles) {
      double value = doubles.values()[row];
      out.writeLong(ordered(exact ? value : value + 0.0)); // -0.0 + 0.0 is 0.0
    } else if (column instanceof WideVector wides) {
      out.writeLong(wides.high()[row] ^ Long.MIN_VALUE);
      out.writeLong(wides.low()[row]);
    } else if (column instanceof BytesVector bytes) {
      int start = bytes.starts()[row];
      int length = bytes.lengths()[row];
      if (last) {
        out.writeBytes(bytes.data(), start, length);
      } else {
        writeEscaped(bytes.data(), start, length, out);
      }
    }
  }

  private static long ordered(double value) {
    long bits = Double.doubleToLongBits(value);
    return bits < 0 ? ~bits : bits ^ Long.MIN_VALUE;
  }

  /** Appends bytes so that more may follow. */
  static void writeEscaped(byte[] data, int start, int length, BytesOutput out) {
    for (int i = start; i < start + length; i++) {
      out.writeByte(data[i]);
      if (data[i] == 0) {
        out.writeByte(ESCAPED_ZERO);
      }
    }
    out.writeByte(0);
    out.writeByte(0);
  }
}
