package io.holdfast.input.parquet;

import io.holdfast.record.Vector;

/**
 * Reads the values of one data page in one encoding. Nulls take no place in it.
 *
 * <p>Integers and booleans are read into a LongVector, floats and doubles into a DoubleVector, all
 * others into a BytesVector.
 */
abstract class ValueReader {
  /** Where the next value is. */
  final ByteCursor in = new ByteCursor();

  /** Starts a page; its bytes must stay as they are while it is read. */
  void reset(Slice values) {
    in.reset(values);
  }

  /** Puts the next values into rows that follow each other; at most a batch of them. */
  abstract void read(Vector out, int row, int count);

  /**
   * Checks that a page which was just started holds so many values and no more, before the first of
   * them is given. Encodings that cannot tell do nothing.
   */
  void requireValues(int count) {}

  /** Checks the number of bytes of values that all have one size. */
  final void requireBytes(long count) {
    if (in.remaining() != count) {
      throw new Damage("%d bytes of values where %d are needed", in.remaining(), count);
    }
  }
}
