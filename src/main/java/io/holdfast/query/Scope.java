package io.holdfast.query;

import io.holdfast.error.HoldfastException;
import io.holdfast.record.Column;
import io.holdfast.record.Schema;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/** The columns that names can mean, and those that were meant. */
final class Scope {
  private static final int MAX_LISTED = 20;

  private final Schema schema;
  private final Schema source;
  private final List<AggregateCall> calls;
  private final Set<Integer> used = new TreeSet<>();

  Scope(Schema schema) {
    this(schema, List.of(), schema);
  }

  /**
   * The columns of a result; the last ones have the values of aggregate calls, which stand for them
   * too.
   *
   * @param source of the calls' arguments
   */
  Scope(Schema result, List<AggregateCall> calls, Schema source) {
    this.schema = result;
    this.calls = calls;
    this.source = source;
  }

  /** Says whether aggregate calls can stand for columns here. */
  boolean hasCalls() {
    return !calls.isEmpty();
  }

  /** Says whether an aggregate call begins at a token, which is one of the query's. */
  boolean isCall(Syntax syntax, int index) {
    return hasCalls() && syntax.isCall(index) && find(syntax, index) >= 0;
  }

  /** Returns the column with the values of the aggregate call that begins at a token. */
  ColumnReference call(Syntax syntax, int index) {
    return new ColumnReference(schema, schema.size() - calls.size() + find(syntax, index));
  }

  private int find(Syntax syntax, int index) {
    String sql = syntax.text(index, syntax.partner(index + 1) + 1);
    Clause clause = new Clause(syntax.clause().option(), sql);
    try {
      AggregateCall wanted = new ItemParser(clause, new Scope(source)).aggregates().get(0);
      return IntStream.range(0, calls.size())
          .filter(i -> calls.get(i).isSameAs(wanted))
          .findFirst()
          .orElse(-1);
    } catch (HoldfastException e) {
      return -1; // No call, or of what the source does not have.
    }
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
