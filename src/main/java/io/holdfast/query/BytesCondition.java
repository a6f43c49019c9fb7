package io.holdfast.query;

import io.holdfast.record.Batch;
import io.holdfast.record.BytesVector;
import io.holdfast.record.Pulse;
import io.holdfast.record.Vector;

/** A test of one text against constants; asked once an entry where the column has a dictionary. */
abstract class BytesCondition extends Condition {
  private final Expression operand;
  private Vector dictionary;
  private int dictionarySize;
  private byte[] entries = {};

  BytesCondition(Expression operand) {
    this.operand = operand;
  }

  /**
   * Writes the truth of the first {@code size} values; what it writes for nulls is ignored.
   *
   * @param pulse to call where a value may take long
   */
  abstract void match(BytesVector values, int size, byte[] truth, Pulse pulse);

  @Override
  final void test(Batch batch, byte[] truth) {
    BytesVector vector = (BytesVector) operand.evaluate(batch);
    int size = batch.size();
    int[] ids = vector.ids();
    if (ids == null) {
      match(vector, size, truth, batch.pulse());
      spreadNulls(vector, size, truth);
      return;
    }
    if (vector.dictionary() != dictionary || vector.dictionarySize() != dictionarySize) {
      matchEntries(vector, batch.pulse());
    }
    for (int row = 0; row < size; row++) {
      truth[row] = entries[ids[row]];
    }
  }

  private void matchEntries(BytesVector vector, Pulse pulse) {
    dictionary = vector.dictionary();
    dictionarySize = vector.dictionarySize();
    if (entries.length <= dictionarySize) {
      entries = new byte[dictionarySize + 1];
    }
    match((BytesVector) dictionary, dictionarySize, entries, pulse);
    spreadNulls(dictionary, dictionarySize, entries);
    entries[dictionarySize] = UNKNOWN;
  }
}
