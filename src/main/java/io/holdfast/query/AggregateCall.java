package io.holdfast.query;

import io.holdfast.aggregate.Function;
import java.math.BigDecimal;
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
    return words().equals(other.words());
  }

  /** Says whether a call of a query over the same source computes the same. */
  boolean isSameAs(AggregateCall other) {
    boolean sameFraction =
        fraction == null
            ? other.fraction == null
            : other.fraction != null && fraction.compareTo(other.fraction) == 0;
    return function == other.function && sameFraction && hasArgumentOf(other);
  }

  private List<String> words() {
    return Scanner.scan(new Clause("--agg", argumentSql)).stream()
        .map(token -> token.kind() + token.value())
        .toList();
  }
}
