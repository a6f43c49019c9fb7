package io.holdfast.query;

import io.holdfast.record.Batch;
import java.util.Optional;

/** Picks the rows for which a condition is true: neither false nor unknown. */
public final class RowSelector {
  private final Optional<Condition> condition;
  private final int[] all = new int[Batch.MAX_ROWS];
  private final int[] selected = new int[Batch.MAX_ROWS];
  private int count;

  /** Selects by a condition; every row without one. */
  public RowSelector(Optional<Condition> condition) {
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
    count = condition.get().select(batch, selected);
    return selected;
  }

  /** Returns how many rows the last selection has. */
  public int count() {
    return count;
  }
}
