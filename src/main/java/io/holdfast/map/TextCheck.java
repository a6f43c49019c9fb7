package io.holdfast.map;

import io.holdfast.error.HoldfastException;
import io.holdfast.record.Batch;
import io.holdfast.record.BytesVector;
import io.holdfast.record.Kind;
import io.holdfast.record.Utf8;
import io.holdfast.record.Vector;
import java.util.HexFormat;

/** Refuses TEXT values that are not UTF-8, and says where they are. */
final class TextCheck {
  private static final int SHOWN_BYTES = 16;

  private Vector checkedDictionary;

  /** Checks all rows of a column; the entries of a dictionary once. */
  void checkColumn(Vector column, Batch batch) {
    if (column.type().kind() != Kind.TEXT) {
      return;
    }
    if (column.dictionary() != null && column.dictionary() == checkedDictionary) {
      return;
    }
    BytesVector text = (BytesVector) column;
    for (int row = 0; row < batch.size(); row++) {
      if (!text.isNull(row)) {
        check(text, row, batch);
      }
    }
    if (column.dictionary() != null && isWellFormed((BytesVector) column.dictionary(), column)) {
      checkedDictionary = column.dictionary();
    }
  }

  private static boolean isWellFormed(BytesVector dictionary, Vector column) {
    for (int id = 0; id < column.dictionarySize(); id++) {
      if (firstMalformed(dictionary, id) >= 0) {
        return false;
      }
    }
    return true;
  }

  /** Checks one row's value. */
  static void check(BytesVector text, int row, Batch batch) {
    if (text.type().kind() == Kind.TEXT && firstMalformed(text, row) >= 0) {
      int start = text.starts()[row];
      int shown = Math.min(SHOWN_BYTES, text.lengths()[row]);
      throw HoldfastException.data(
          batch.place(row),
          "expected UTF-8, got the bytes %s%s; try converting the file to UTF-8 first",
          HexFormat.ofDelimiter(" ").formatHex(text.data(), start, start + shown),
          shown < text.lengths()[row] ? " ..." : "");
    }
  }

  private static int firstMalformed(BytesVector text, int row) {
    return Utf8.firstMalformed(text.data(), text.starts()[row], text.lengths()[row]);
  }
}
