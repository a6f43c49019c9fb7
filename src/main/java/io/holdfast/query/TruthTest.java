package io.holdfast.query;

import io.holdfast.record.Batch;

/** {@code IS TRUE} and {@code IS FALSE}: never unknown. */
final class TruthTest extends Condition {
  private final Condition term;
  private final byte wanted;

  TruthTest(Condition term, boolean wanted) {
    this.term = term;
    this.wanted = wanted ? TRUE : FALSE;
  }

  @Override
  void test(Batch batch, byte[] truth) {
    term.test(batch, truth);
    int size = batch.size();
    for (int row = 0; row < size; row++) {
      truth[row] = truth[row] == wanted ? TRUE : FALSE;
    }
  }
}
