package io.holdfast.query;

import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.stream.Collectors;

/**
 * A query as the user wrote it.
 *
 * @param where which rows count; empty for all
 * @param groupBy the keys, with commas between them; empty for one group of all rows
 * @param aggregates one or more lists of aggregate calls
 * @param having which result rows to keep; empty for all
 * @param orderBy the order of the result rows, with commas between its expressions
 * @param limit how many result rows to keep, the first ones; empty for all
 */
public record QueryText(
    Optional<String> where,
    Optional<String> groupBy,
    List<String> aggregates,
    Optional<String> having,
    Optional<String> orderBy,
    OptionalLong limit) {
  public QueryText {
    aggregates = List.copyOf(aggregates);
  }

  /** Returns the same without what is done with result rows. */
  public QueryText ofAllRows() {
    return new QueryText(
        where, groupBy, aggregates, Optional.empty(), Optional.empty(), OptionalLong.empty());
  }

  /** Returns the same with the result rows in the order of these columns. */
  public QueryText inOrderOf(List<String> columns) {
    String names =
        columns.stream()
            .map(name -> '"' + name.replace("\"", "\"\"") + '"')
            .collect(Collectors.joining(", "));
    return new QueryText(where, groupBy, aggregates, having, Optional.of(names), limit);
  }
}
