package io.holdfast.query;

import io.holdfast.aggregate.Function;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * One aggregate of a query.
 *
 * @param name of the result column
 * @param function what to compute
 * @param argument of what; empty for {@code count(*)}
 * @param argumentSql the argument as the user wrote it
 * @param fraction the p of {@code quantile(x, p)}, of no meaning to others
 * @param sql as the user wrote it, without the name
 */
public record AggregateCall(
    String name,
    Function function,
    Optional<Expression> argument,
    String argumentSql,
    BigDecimal fraction,
    String sql) {
  /** Says whether a call of the same query has the same column, tokens or star as argument. */
  public boolean hasArgumentOf(AggregateCall other) {
    if (argument.isPresent()
        && other.argument.isPresent()
        && argument.get() instanceof ColumnReference mine
        && other.argument.get() instanceof ColumnReference others) {
      return mine.index() == others.index();
    }
    return words(argumentSql).equals(words(other.argumentSql));
  }

  /** Returns what makes texts the same: tokens, those of functions and DISTINCT in any case. */
  static List<String> words(String sql) {
    List<Token> tokens = Scanner.scan(new Clause("--agg", sql));
    List<String> words = new ArrayList<>();
    for (int i = 0; i < tokens.size() - 1; i++) {
      Token token = tokens.get(i);
      boolean keyword = token.isWord("DISTINCT") || token.isName() && tokens.get(i + 1).isSign("(");
      words.add(token.kind() + (keyword ? token.upper() : token.value()));
    }
    return words;
  }
}
