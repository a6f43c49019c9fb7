package io.holdfast.query;

import io.holdfast.aggregate.Function;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Parses lists of items with names: group keys and aggregate calls. */
final class ItemParser {
  private static final List<String> FUNCTIONS = List.of("count", "sum", "min", "max", "avg");

  private final Syntax syntax;
  private final Scope scope;
  private final ExpressionBinder binder;

  ItemParser(Clause clause, Scope scope) {
    this.syntax = new Syntax(clause);
    this.scope = scope;
    this.binder = new ExpressionBinder(syntax, scope);
  }

  /** Tokens from one to before another; the name is empty where the user gave none. */
  private record Item(int from, int to, Optional<String> name) {}

  List<NamedExpression> groupBy() {
    List<NamedExpression> keys = new ArrayList<>();
    for (Item item : items()) {
      Expression expression = binder.bind(item.from, item.to);
      String sql = syntax.text(item.from, item.to);
      String fallback =
          expression instanceof ColumnReference column ? scope.column(column).name() : sql;
      keys.add(new NamedExpression(item.name.orElse(fallback), expression, sql));
    }
    return keys;
  }

  List<AggregateCall> aggregates() {
    List<AggregateCall> calls = new ArrayList<>();
    for (Item item : items()) {
      calls.add(aggregate(item));
    }
    return calls;
  }

  private AggregateCall aggregate(Item item) {
    int from = item.from;
    String sql = syntax.text(from, item.to);
    boolean isCall =
        syntax.token(from).isName() && from + 1 < item.to && syntax.token(from + 1).isSign("(");
    if (!isCall || syntax.partner(from + 1) != item.to - 1) {
      throw syntax
          .clause()
          .errorAt(
              syntax.token(from).start(),
              "expected one aggregate call such as sum(x), got "
                  + Clause.shorten(sql)
                  + "; expressions over aggregates are not supported yet");
    }
    Function function = function(from);
    Optional<Expression> argument = argument(from + 2, item.to - 1, function);
    boolean rows = argument.isEmpty();
    return new AggregateCall(
        item.name.orElse(sql), rows ? Function.COUNT_ROWS : function, argument, sql);
  }

  private Function function(int index) {
    Token token = syntax.token(index);
    return switch (token.upper()) {
      case "COUNT" -> Function.COUNT;
      case "SUM" -> Function.SUM;
      case "MIN" -> Function.MIN;
      case "MAX" -> Function.MAX;
      case "AVG" -> Function.AVG;
      default -> {
        Optional<String> nearest = NearestName.of(token.value(), FUNCTIONS);
        throw syntax
            .clause()
            .errorAt(
                token.start(),
                "no aggregate function \""
                    + Clause.shorten(token.value())
                    + "\"; "
                    + nearest.map(found -> "did you mean \"" + found + "\"? ").orElse("")
                    + "The functions are: "
                    + String.join(", ", FUNCTIONS));
      }
    };
  }

  /** Returns empty for the star of count(*). */
  private Optional<Expression> argument(int from, int to, Function function) {
    if (function == Function.COUNT && to - from == 1 && syntax.token(from).isSign("*")) {
      return Optional.empty();
    }
    Token first = syntax.token(from);
    if (first.isWord("DISTINCT") && to - from > 1) {
      throw syntax.clause().errorAt(first.start(), "DISTINCT is not supported yet");
    }
    int comma = syntax.comma(from, to);
    if (comma < to) {
      throw syntax
          .clause()
          .errorAt(
              syntax.token(comma).start(), "expected one argument, got a comma; remove the rest");
    }
    return Optional.of(binder.bind(from, to));
  }

  private List<Item> items() {
    List<Item> items = new ArrayList<>();
    int from = 0;
    while (from <= syntax.size()) {
      int to = syntax.comma(from, syntax.size());
      items.add(item(from, to));
      from = to + 1;
    }
    return items;
  }

  private Item item(int from, int to) {
    if (from == to) {
      throw syntax
          .clause()
          .errorAt(syntax.token(from).start(), "expected an expression, got nothing; add one");
    }
    boolean named =
        to - from > 2 && syntax.token(to - 2).isWord("AS") && syntax.token(to - 1).isName();
    return named
        ? new Item(from, to - 2, Optional.of(syntax.token(to - 1).value()))
        : new Item(from, to, Optional.empty());
  }
}
