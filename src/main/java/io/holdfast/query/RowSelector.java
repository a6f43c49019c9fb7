package io.holdfast.query;

import io.holdfast.record.Batch;
import io.holdfast.record.LongVector;
import java.util.Optional;

/** Picks the rows for which a condition is true: neither false nor unknown. */
public final class RowSelector {
  private final Optional<Expression> condition;
  private final int[] all = new int[Batch.MAX_ROWS];
  private final int[] selected = new int[Batch.MAX_ROWS];
  private int count;

  /** Selects by a boolean expression; every row without one. */
  public RowSelector(Optional<Expression> condition) {
    this.condition = condition;
    for (int i = 0; i < all.length; i++) {
      all[i] = i;
    }
  }

  /** Returns the selected rows in order; {@link #count()} says how many. */
  public int[] select(Batch batch) {
    if (condition.isEmpty()) {
      count = batch.size();
      return all;
    }
    LongVector truth = (LongVector) condition.get().evaluate(batch);
    long[] values = truth.values();
    boolean[] nulls = truth.nulls();
    int found = 0;
    for (int row = 0; row < batch.size(); row++) {
      selected[found] = row;
      found += nulls[row] ? 0 : (int) values[row];
    }
    count = found;
    return selected;
  }

  /** Returns how many rows the last selection has. */
  public int count() {
    return count;
  }
}
