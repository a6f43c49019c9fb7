package io.holdfast.shuffle;

import io.holdfast.record.BytesInput;
import io.holdfast.record.BytesOutput;
import io.holdfast.record.BytesVector;
import io.holdfast.record.DoubleVector;
import io.holdfast.record.LongVector;
import io.holdfast.record.Vector;
import io.holdfast.record.WideVector;

/** Turns the bytes of {@link KeyEncoder} back into the key columns of a row. */
public final class KeyDecoder {
  private final Vector[] columns;
  private final BytesInput in = new BytesInput();
  private final BytesOutput unescaped = new BytesOutput();

  /** Decodes into rows of these vectors. */
  public KeyDecoder(Vector... columns) {
    this.columns = columns;
  }

  /** Sets a row of every key column. */
  public void decode(GroupKey key, int row) {
    in.reset(key.bytes(), key.start(), key.length());
    decode(row, columns.length - 1);
  }

  /** The same for the bytes of {@link KeyEncoder#encodeBeginning}, whatever follows them. */
  public void decodeBeginning(GroupKey key, int row) {
    in.reset(key.bytes(), key.start(), key.length());
    decode(row, columns.length);
  }

  private void decode(int row, int last) {
    for (int i = 0; i < columns.length; i++) {
      if (in.readByte() == KeyEncoder.NULL) {
        columns[i].setNull(row);
      } else {
        decodeValue(columns[i], row, i == last);
      }
    }
  }

  /** Sets the first row of the one column to the last value of a key, which begins at an offset. */
  public void decodeLast(GroupKey key, int offset) {
    in.reset(key.bytes(), key.start() + offset, key.length() - offset);
    decodeValue(columns[0], 0, true);
  }

  private void decodeValue(Vector column, int row, boolean last) {
    if (column instanceof LongVector longs) {
      longs.values()[row] = in.readLong() ^ Long.MIN_VALUE;
    } else if (column instanceof DoubleVector doubles) {
      long ordered = in.readLong();
      long bits = ordered < 0 ? ordered ^ Long.MIN_VALUE : ~ordered;
      doubles.values()[row] = Double.longBitsToDouble(bits);
    } else if (column instanceof WideVector wides) {
      wides.set(row, in.readLong() ^ Long.MIN_VALUE, in.readLong());
    } else if (column instanceof BytesVector bytes) {
      if (last) {
        int length = in.remaining();
        bytes.append(row, in.bytes(), in.skip(length), length);
      } else {
        readEscaped();
        bytes.append(row, unescaped.bytes(), 0, unescaped.length());
      }
    }
  }

  private void readEscaped() {
    unescaped.clear();
    for (; ; ) {
      int next = in.readByte();
      if (next == 0 && in.readByte() == 0) {
        return;
      }
      unescaped.writeByte(next);
    }
  }
}
