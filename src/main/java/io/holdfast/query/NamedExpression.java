package io.holdfast.query;

/**
 * A group key.
 *
 * @param name of the result column
 * @param expression its value
 * @param sql as the user wrote it, without the name
 */
public record NamedExpression(String name, Expression expression, String sql) {}
