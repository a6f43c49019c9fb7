package io.holdfast.query;

import io.holdfast.record.Schema;
import java.util.List;

/**
 * Parses SQL text and binds it to columns. Every error is a HoldfastException of kind USER that
 * names the option, such as {@code --where}, and the place in its text, counted from 1.
 */
public final class ExpressionParser {
  private ExpressionParser() {}

  /** Parses an expression of any type. */
  public static Expression parse(String option, String sql, Schema schema) {
    return parse(new Clause(option, sql), new Scope(schema));
  }

  /** Parses what must be a condition: a comparison, a boolean column, or a combination. */
  public static Condition parseCondition(String option, String sql, Schema schema) {
    return parseCondition(new Clause(option, sql), new Scope(schema));
  }

  /** Parses group keys: {@code a, b AS c, d + 1}. The default name is the column's, or the text. */
  public static List<NamedExpression> parseGroupBy(String option, String sql, Schema schema) {
    return new ItemParser(new Clause(option, sql), new Scope(schema)).groupBy();
  }

  /**
   * Parses aggregate calls: {@code sum(value) AS total, count(*)}. The default name is the text.
   */
  public static List<AggregateCall> parseAggregates(String option, String sql, Schema schema) {
    return new ItemParser(new Clause(option, sql), new Scope(schema)).aggregates();
  }

  static Expression parse(Clause clause, Scope scope) {
    Syntax syntax = new Syntax(clause);
    return new ExpressionBinder(syntax, scope).bind(0, syntax.size());
  }

  static Condition parseCondition(Clause clause, Scope scope) {
    return Conditions.of(parse(clause, scope), clause);
  }
}
