package io.holdfast.map;

import io.holdfast.record.DoubleVector;
import io.holdfast.record.Vector;

/**
 * Finds the NaNs of one argument. A dictionary's entries are looked through once; where none of
 * them is NaN, its rows need not be looked at.
 */
final class NanFinder {
  private Vector seenDictionary;
  private boolean[] nanIds;

  /**
   * Counts the NaNs in some rows.
   *
   * @param values of any type; only floats and doubles can be NaN
   */
  int count(Vector values, int[] rows, int count) {
    if (!(values instanceof DoubleVector doubles)) {
      return 0;
    }
    if (values.ids() == null) {
      return countValues(doubles, rows, count);
    }
    if (seenDictionary != values.dictionary()) {
      seenDictionary = values.dictionary();
      nanIds = nanIds((DoubleVector) seenDictionary, values.dictionarySize());
    }
    return nanIds == null ? 0 : countIds(values.ids(), rows, count);
  }

  /** Says whether a row, of which the slot is undefined where it is null, holds NaN. */
  static boolean isNan(DoubleVector values, int row) {
    return Double.isNaN(values.values()[row]) && !values.isNull(row);
  }

  private static int countValues(DoubleVector doubles, int[] rows, int count) {
    double[] values = doubles.values();
    int nans = 0;
    for (int i = 0; i < count; i++) {
      if (Double.isNaN(values[rows[i]]) && !doubles.isNull(rows[i])) {
        nans++;
      }
    }
    return nans;
  }

  /** Returns a flag for each entry and a last one, for null; nothing where no entry is NaN. */
  private static boolean[] nanIds(DoubleVector dictionary, int size) {
    boolean[] found = null;
    for (int id = 0; id < size; id++) {
      if (Double.isNaN(dictionary.values()[id])) {
        found = found == null ? new boolean[size + 1] : found;
        found[id] = true;
      }
    }
    return found;
  }

  private int countIds(int[] ids, int[] rows, int count) {
    boolean[] flags = nanIds;
    int nans = 0;
    for (int i = 0; i < count; i++) {
      nans += flags[ids[rows[i]]] ? 1 : 0;
    }
    return nans;
  }
}
