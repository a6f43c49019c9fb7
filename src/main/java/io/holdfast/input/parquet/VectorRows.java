package io.holdfast.input.parquet;

import io.holdfast.record.BytesVector;
import io.holdfast.record.DoubleVector;
import io.holdfast.record.LongVector;
import io.holdfast.record.Vector;
import io.holdfast.record.WideVector;
import java.util.Arrays;

/** Moves values between the rows of vectors. */
final class VectorRows {
  private VectorRows() {}

  /** Puts a dictionary's entries into rows that follow each other. */
  static void gather(Vector entries, int[] ids, Vector out, int row, int count) {
    if (out instanceof LongVector longs) {
      gather(((LongVector) entries).values(), ids, longs.values(), row, count);
    } else if (out instanceof DoubleVector doubles) {
      double[] from = ((DoubleVector) entries).values();
      double[] to = doubles.values();
      for (int i = row; i < row + count; i++) {
        to[i] = from[ids[i]];
      }
    } else if (out instanceof WideVector wides) {
      gather(((WideVector) entries).high(), ids, wides.high(), row, count);
      gather(((WideVector) entries).low(), ids, wides.low(), row, count);
    } else {
      gather((BytesVector) entries, ids, (BytesVector) out, row, count);
    }
  }

  private static void gather(long[] from, int[] ids, long[] to, int row, int count) {
    for (int i = row; i < row + count; i++) {
      to[i] = from[ids[i]];
    }
  }

  private static void gather(BytesVector from, int[] ids, BytesVector out, int row, int count) {
    if (row == 0) {
      out.wrap(from.data());
    }
    int[] starts = from.starts();
    int[] lengths = from.lengths();
    if (out.data() == from.data()) {
      for (int i = row; i < row + count; i++) {
        int id = ids[i];
        out.setSlice(i, starts[id], lengths[id]);
      }
    } else {
      for (int i = row; i < row + count; i++) {
        int id = ids[i];
        out.append(i, from.data(), starts[id], lengths[id]);
      }
    }
  }

  /**
   * Moves values that follow each other to the rows that are not null, from behind. Where as many
   * values as rows are left, each is in its place already. What a null row gets instead of a value
   * spares a branch that nobody could predict.
   *
   * @param row the first of the rows
   * @param count how many rows, with the null ones
   * @param present how many values
   */
  static void spread(Vector out, int row, int count, int present) {
    boolean[] nulls = out.nulls();
    if (out instanceof LongVector longs) {
      spread(longs.values(), nulls, row, count, present);
    } else if (out instanceof DoubleVector doubles) {
      double[] values = doubles.values();
      int from = row + present;
      for (int to = row + count - 1; to >= from && from > row; to--) {
        values[to] = values[from - 1];
        from -= nulls[to] ? 0 : 1;
      }
    } else if (out instanceof WideVector wides) {
      spread(wides.high(), nulls, row, count, present);
      spread(wides.low(), nulls, row, count, present);
    } else {
      BytesVector slices = (BytesVector) out;
      spread(slices.starts(), nulls, row, count, present);
      spread(slices.lengths(), nulls, row, count, present);
    }
  }

  private static void spread(long[] values, boolean[] nulls, int row, int count, int present) {
    int from = row + present;
    for (int to = row + count - 1; to >= from && from > row; to--) {
      values[to] = values[from - 1];
      from -= nulls[to] ? 0 : 1;
    }
  }

  private static void spread(int[] values, boolean[] nulls, int row, int count, int present) {
    int from = row + present;
    for (int to = row + count - 1; to >= from && from > row; to--) {
      values[to] = values[from - 1];
      from -= nulls[to] ? 0 : 1;
    }
  }

  /** Moves ids like values and gives the null rows an id of their own. */
  static void spreadIds(int[] ids, boolean[] nulls, int row, int count, int present, int nullId) {
    int from = row + present;
    int to = row + count - 1;
    for (; to >= from && from > row; to--) {
      int id = ids[from - 1];
      ids[to] = nulls[to] ? nullId : id;
      from -= nulls[to] ? 0 : 1;
    }
    if (from == row) {
      Arrays.fill(ids, row, to + 1, nullId);
    }
  }

  /**
   * Copies the rows of a vector that are slices of a page or a dictionary, so that others can
   * follow.
   */
  static void detach(Vector rows, int count, byte[] shared) {
    if (rows instanceof BytesVector slices && slices.data() == shared) {
      for (int row = 0; row < count; row++) {
        if (!slices.isNull(row)) {
          slices.append(row, shared, slices.starts()[row], slices.lengths()[row]);
        }
      }
    }
  }
}
