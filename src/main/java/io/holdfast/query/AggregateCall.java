package io.holdfast.query;

import io.holdfast.aggregate.Function;
import java.util.List;
import java.util.Optional;

/**
 * One aggregate of a query.
 *
 * @param name of the result column
 * @param function what to compute
 * @param argument of what; empty for {@code count(*)}
 * @param sql as the user wrote it, without the name
 */
public record AggregateCall(
    String name, Function function, Optional<Expression> argument, String sql) {
  /** Says whether a call of the same query has the same column, tokens or star as argument. */
  public boolean hasArgumentOf(AggregateCall other) {
    if (argument.isPresent()
        && other.argument.isPresent()
        && argument.get() instanceof ColumnReference mine
        && other.argument.get() instanceof ColumnReference others) {
      return mine.index() == others.index();
    }
    return words().equals(other.words());
  }

  private List<String> words() {
    return argumentTokens().stream().map(token -> token.kind() + token.value()).toList();
  }

  /** Returns the argument as the user wrote it. */
  public String argumentSql() {
    List<Token> tokens = argumentTokens();
    return sql.substring(tokens.get(0).start(), tokens.get(tokens.size() - 1).end());
  }

  /** Returns what is between the function's name with a parenthesis, and another with the END. */
  private List<Token> argumentTokens() {
    List<Token> tokens = Scanner.scan(new Clause("--agg", sql));
    return tokens.subList(2, tokens.size() - 2);
  }
}
