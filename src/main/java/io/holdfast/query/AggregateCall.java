package io.holdfast.query;

import io.holdfast.aggregate.Function;
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
    String name, Function function, Optional<Expression> argument, String sql) {}
