package io.holdfast.map;

import io.holdfast.record.Batch;
import io.holdfast.record.BytesVector;
import io.holdfast.record.Kind;
import io.holdfast.record.Utf8;
import io.holdfast.record.Vector;

/** Checks the text columns of batches, a dictionary's entries once. */
final class TextCheck {
  private Vector checkedDictionary;

  /** Finds the rows of a batch in which a column's value is not UTF-8. */
  void findMalformed(Batch batch, int index, MalformedRows malformed) {
    Vector column = batch.column(index);
    if (column.type().kind() != Kind.TEXT) {
      return;
    }
    if (column.dictionary() != null && column.dictionary() == checkedDictionary) {
      return;
    }
    BytesVector text = (BytesVector) column;
    for (int row = 0; row < batch.size(); row++) {
      if (!text.isNull(row) && !Utf8.isWellFormed(text, row)) {
        malformed.add(row, index);
      }
    }
    if (column.dictionary() != null && isWellFormed((BytesVector) column.dictionary(), column)) {
      checkedDictionary = column.dictionary();
    }
  }

  private static boolean isWellFormed(BytesVector dictionary, Vector column) {
    for (int id = 0; id < column.dictionarySize(); id++) {
      if (Utf8.firstMalformed(dictionary.data(), dictionary.starts()[id], dictionary.lengths()[id])
          >= 0) {
        return false;
      }
    }
    return true;
  }
}
