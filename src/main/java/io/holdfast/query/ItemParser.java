package io.holdfast.query;

import io.holdfast.aggregate.Function;
import io.holdfast.record.Type;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Parses lists of items: group keys and aggregate calls, which have names, and orders. */
final class ItemParser {
  private static final List<String> FUNCTIONS =
      List.of("count", "sum", "min", "max", "avg", "median", "quantile");

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

  /** Parses {@code a DESC, b NULLS LAST}. Null is the least of all values if not told otherwise. */
  List<OrderItem> orderBy() {
    List<OrderItem> order = new ArrayList<>();
    for (Item item : items()) {
      order.add(orderItem(item.from, item.name.isPresent() ? item.to + 2 : item.to));
    }
    return order;
  }

  private OrderItem orderItem(int from, int to) {
    int end = to;
    Optional<Boolean> nullsFirst = Optional.empty();
    if (end - from > 2 && syntax.token(end - 2).isWord("NULLS")) {
      nullsFirst = Optional.of(syntax.token(end - 1).isWord("FIRST"));
      if (nullsFirst.get() || syntax.token(end - 1).isWord("LAST")) {
        end -= 2;
      }
    }
    boolean descending = end - from > 1 && syntax.token(end - 1).isWord("DESC");
    if (descending || end - from > 1 && syntax.token(end - 1).isWord("ASC")) {
      end--;
    }
    Expression expression = binder.bind(from, end);
    if (expression instanceof Constant) {
      throw syntax
          .clause()
          .errorAt(
              syntax.token(from).start(),
              "expected a column of the result, got the constant "
                  + Clause.shorten(syntax.text(from, end))
                  + "; try the column's name");
    }
    return new OrderItem(expression, descending, nullsFirst.orElse(!descending));
  }

  private AggregateCall aggregate(Item item) {
    int from = item.from;
    String sql = syntax.text(from, item.to);
    boolean isCall = from + 1 < item.to && syntax.isCall(from);
    if (!isCall || syntax.partner(from + 1) != item.to - 1) {
      throw syntax
          .clause()
          .errorAt(
              syntax.token(from).start(),
              "expected one aggregate call such as sum(x), got "
                  + Clause.shorten(sql)
                  + "; expressions over aggregates are not supported yet");
    }
    Call call = call(function(from), from + 2, item.to - 1);
    Optional<Expression> argument =
        call.function == Function.COUNT_ROWS
            ? Optional.empty()
            : Optional.of(binder.bind(call.from, call.to));
    String argumentSql = call.from == call.to ? "" : syntax.text(call.from, call.to);
    return new AggregateCall(
        item.name.orElse(sql), call.function, argument, argumentSql, call.fraction, sql);
  }

  /** A function, the tokens of its argument from one to before another, and a quantile's p. */
  private record Call(Function function, int from, int to, BigDecimal fraction) {}

  /** Reads what is between the parentheses. */
  private Call call(Function named, int from, int to) {
    if (named == Function.COUNT && to - from == 1 && syntax.token(from).isSign("*")) {
      return new Call(Function.COUNT_ROWS, from, to, null);
    }
    if (syntax.token(from).isWord("DISTINCT") && to - from > 1) {
      if (named != Function.COUNT) {
        throw syntax
            .clause()
            .errorAt(
                syntax.token(from).start(),
                "expected DISTINCT in count(distinct x) alone, got it in " + named.sqlName());
      }
      return new Call(Function.COUNT_DISTINCT, from + 1, onlyArgument(from + 1, to), null);
    }
    if (named == Function.QUANTILE) {
      int comma = syntax.comma(from, to);
      return new Call(named, from, comma, fraction(comma, to));
    }
    return new Call(named, from, onlyArgument(from, to), null);
  }

  private int onlyArgument(int from, int to) {
    int comma = syntax.comma(from, to);
    if (comma < to) {
      throw syntax
          .clause()
          .errorAt(
              syntax.token(comma).start(), "expected one argument, got a comma; remove the rest");
    }
    return to;
  }

  /** Reads the second argument of quantile, behind a comma. */
  private BigDecimal fraction(int comma, int to) {
    boolean isNumber = to - comma == 2 && syntax.token(comma + 1).kind() == Token.Kind.NUMBER;
    BigDecimal fraction = isNumber ? number(syntax.token(comma + 1).value()) : null;
    if (fraction == null
        || fraction.compareTo(BigDecimal.ONE) > 0
        || Math.abs(fraction.scale()) > Type.MAX_PRECISION) {
      throw syntax
          .clause()
          .errorAt(
              syntax.token(Math.min(comma + 1, to)).start(),
              "expected a number from 0 to 1, of at most 38 decimals, as the second argument of"
                  + " quantile, got "
                  + (to - comma < 2 ? "none" : Clause.shorten(syntax.text(comma + 1, to)))
                  + "; try quantile(x, 0.95)");
    }
    return fraction;
  }

  /** Returns null for an exponent beyond all reason. */
  private static BigDecimal number(String text) {
    try {
      return new BigDecimal(text);
    } catch (NumberFormatException e) {
      return null;
    }
  }

  private Function function(int index) {
    Token token = syntax.token(index);
    return switch (token.upper()) {
      case "COUNT" -> Function.COUNT;
      case "SUM" -> Function.SUM;
      case "MIN" -> Function.MIN;
      case "MAX" -> Function.MAX;
      case "AVG" -> Function.AVG;
      case "MEDIAN" -> Function.MEDIAN;
      case "QUANTILE" -> Function.QUANTILE;
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
