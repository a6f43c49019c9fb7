package io.holdfast.record;

import java.util.Arrays;

/**
 * The values of one column in a batch, one slot a row. A null row's value slot is undefined.
 *
 * <p>Where the file has a dictionary, {@link #ids()} gives each row's entry in it, so that work can
 * be done once an entry instead of once a row; the value slots are filled all the same.
 */
public abstract sealed class Vector permits LongVector, DoubleVector, WideVector, BytesVector {
  private final Type type;
  private final boolean[] nulls;
  private boolean mayHaveNulls;
  private int[] ids;
  private Vector dictionary;
  private int dictionarySize;

  Vector(Type type, int capacity) {
    this.type = type;
    this.nulls = new boolean[capacity];
  }

  /** Makes an empty vector of the class that {@link Type#storage()} names. */
  public static Vector create(Type type, int capacity) {
    return switch (type.storage()) {
      case LONGS -> new LongVector(type, capacity);
      case DOUBLES -> new DoubleVector(type, capacity);
      case WIDES -> new WideVector(type, capacity);
      case BYTES -> new BytesVector(type, capacity);
    };
  }

  public final Type type() {
    return type;
  }

  /** Returns the number of row slots. */
  public final int capacity() {
    return nulls.length;
  }

  /** Returns false only if no row is null; then {@link #nulls()} need not be read. */
  public final boolean mayHaveNulls() {
    return mayHaveNulls;
  }

  /** Returns one flag a row; all false where {@link #mayHaveNulls()} is false. */
  public final boolean[] nulls() {
    return nulls;
  }

  public final boolean isNull(int row) {
    return nulls[row];
  }

  public final void setNull(int row) {
    nulls[row] = true;
    mayHaveNulls = true;
  }

  /** Makes rows null: {@code row + i} where bit i is set. */
  public final void setNulls(int row, long bits) {
    for (long left = bits; left != 0; left &= left - 1) {
      nulls[row + Long.numberOfTrailingZeros(left)] = true;
    }
    mayHaveNulls |= bits != 0;
  }

  /** Copies a row's value into an earlier row. */
  public final void moveRow(int from, int to) {
    nulls[to] = nulls[from];
    if (dictionary != null) {
      ids[to] = ids[from];
    }
    moveValue(from, to);
  }

  abstract void moveValue(int from, int to);

  /** Forgets nulls and the dictionary, before the vector is filled again. */
  public void clear() {
    if (mayHaveNulls) {
      Arrays.fill(nulls, false);
      mayHaveNulls = false;
    }
    dictionary = null;
  }

  /**
   * Says that the rows come from a dictionary.
   *
   * @param dictionary its entries; the same object as long as the entries stay the same
   * @param size the number of entries
   * @return the array to fill with each row's entry: 0 to size - 1, or size where the row is null
   */
  public final int[] useDictionary(Vector dictionary, int size) {
    if (ids == null) {
      ids = new int[capacity()];
    }
    this.dictionary = dictionary;
    this.dictionarySize = size;
    return ids;
  }

  /** Returns each row's dictionary entry, or null where this batch has no dictionary. */
  public final int[] ids() {
    return dictionary == null ? null : ids;
  }

  public final Vector dictionary() {
    return dictionary;
  }

  public final int dictionarySize() {
    return dictionarySize;
  }
}
