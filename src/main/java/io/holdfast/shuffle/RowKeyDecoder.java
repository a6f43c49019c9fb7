package io.holdfast.shuffle;

import io.holdfast.record.Batch;
import io.holdfast.record.BytesInput;

/** Turns the keys of {@link RowKeyEncoder} back into rows. */
public final class RowKeyDecoder {
  private final KeyDecoder row;
  private final GroupKey part = new GroupKey();
  private final BytesInput in = new BytesInput();

  /** Decodes into rows of this batch. */
  public RowKeyDecoder(Batch rows) {
    this.row = new KeyDecoder(rows.columns());
  }

  /**
   * Sets a row.
   *
   * @param bytes the first {@code length} of them are the key
   */
  public void decode(byte[] bytes, int length, int index) {
    int end = length - Integer.BYTES;
    int ordered = in.reset(bytes, end, Integer.BYTES).readInt();
    part.set(bytes, ordered, end - ordered);
    row.decodeBeginning(part, index);
  }
}
