package io.holdfast.query;

import io.holdfast.record.Batch;
import java.util.List;

/** AND or OR of any number of conditions: with false, unknown, true in order, min or max. */
final class Junction extends Condition {
  private final boolean and;
  private final Condition[] terms;
  private final byte[] scratch = new byte[Batch.MAX_ROWS];

  private Junction(boolean and, List<Condition> terms) {
    this.and = and;
    this.terms = terms.toArray(new Condition[0]);
  }

  /** True where all terms are, false where one is false. */
  static Condition and(List<Condition> terms) {
    return terms.size() == 1 ? terms.get(0) : new Junction(true, terms);
  }

  /** True where a term is, false where all are false. */
  static Condition or(List<Condition> terms) {
    return terms.size() == 1 ? terms.get(0) : new Junction(false, terms);
  }

  @Override
  void test(Batch batch, byte[] truth) {
    terms[0].test(batch, truth);
    int size = batch.size();
    for (int i = 1; i < terms.length; i++) {
      terms[i].test(batch, scratch);
      if (and) {
        for (int row = 0; row < size; row++) {
          truth[row] = (byte) Math.min(truth[row], scratch[row]);
        }
      } else {
        for (int row = 0; row < size; row++) {
          truth[row] = (byte) Math.max(truth[row], scratch[row]);
        }
      }
    }
  }
}
