package io.holdfast.query;

import java.util.List;
import java.util.Optional;

/**
 * A query as the user wrote it.
 *
 * @param where which rows count; empty for all
 * @param groupBy the keys, with commas between them; empty for one group of all rows
 * @param aggregates one or more lists of aggregate calls
 * @param having which result rows to keep; empty for all
 */
public record QueryText(
    Optional<String> where,
    Optional<String> groupBy,
    List<String> aggregates,
    Optional<String> having) {
  public QueryText {
    aggregates = List.copyOf(aggregates);
  }
}
