package io.holdfast.query;

import io.holdfast.record.Batch;

/** Swaps true and false; unknown stays. */
final class Not extends Condition {
  private final Condition term;

  Not(Condition term) {
    this.term = term;
  }

  @Override
  void test(Batch batch, byte[] truth) {
    term.test(batch, truth);
    int size = batch.size();
    for (int row = 0; row < size; row++) {
      truth[row] = (byte) (TRUE - truth[row]);
    }
  }
}
