package io.holdfast.query;

import io.holdfast.error.HoldfastException;
import io.holdfast.record.Column;
import io.holdfast.record.Schema;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;

/** The columns that names can mean, and those that were meant. */
final class Scope {
  private static final int MAX_LISTED = 20;

  private final Schema schema;
  private final Set<Integer> used = new TreeSet<>();

  Scope(Schema schema) {
    this.schema = schema;
  }

  /** Returns the indexes of the columns resolved so far, ascending. */
  Set<Integer> used() {
    return used;
  }

  boolean has(String name) {
    return schema.indexOf(name) >= 0;
  }

  /** Returns the column as the schema spells it. */
  Column column(ColumnReference reference) {
    return schema.column(reference.index());
  }

  /** Binds a name; an error names the columns there are, and the nearest. */
  ColumnReference resolve(Clause clause, String name) {
    int index = schema.indexOf(name);
    if (index < 0) {
      throw unknown(clause, name);
    }
    used.add(index);
    return new ColumnReference(schema, index);
  }

  private HoldfastException unknown(Clause clause, String name) {
    List<String> names = schema.columns().stream().map(Column::name).toList();
    Optional<String> nearest = NearestName.of(name, names);
    String listed = names.stream().limit(MAX_LISTED).collect(Collectors.joining(", "));
    String rest = names.size() > MAX_LISTED ? ", ... (" + names.size() + " in all)" : "";
    return clause.error(
        "no column \""
            + Clause.shorten(name)
            + "\"; "
            + nearest.map(found -> "did you mean \"" + found + "\"? ").orElse("")
            + "The columns are: "
            + listed
            + rest);
  }
}
