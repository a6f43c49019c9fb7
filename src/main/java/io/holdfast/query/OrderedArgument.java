package io.holdfast.query;

import io.holdfast.record.Type;
import java.util.List;

/**
 * An argument whose values some aggregates need in order.
 *
 * @param first the first of these aggregates
 * @param calls the numbers of all of them in the query
 */
public record OrderedArgument(AggregateCall first, List<Integer> calls) {
  /** Returns the type of its values. */
  public Type type() {
    return first.argument().orElseThrow().type();
  }
}
