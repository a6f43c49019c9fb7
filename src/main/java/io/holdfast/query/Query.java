package io.holdfast.query;

import io.holdfast.aggregate.AccumulatorSet;
import io.holdfast.aggregate.Accumulators;
import io.holdfast.aggregate.Occurrences;
import io.holdfast.error.HoldfastException;
import io.holdfast.record.Column;
import io.holdfast.record.Schema;
import io.holdfast.record.Type;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;
import java.util.stream.IntStream;

/**
 * A query bound to the columns of its source. Its expressions keep vectors: one thread, one query.
 *
 * @param source the columns that batches of rows have
 * @param filter which rows count
 * @param keys the group keys; none for one group of all rows
 * @param aggregates what to compute of each group
 * @param having which result rows to keep, bound to {@code result}
 * @param order of the result rows, bound to {@code result}; where these are equal, and where there
 *     are none, all columns of the result count, ascending
 * @param limit how many result rows to keep, the first ones
 * @param result the keys' columns, then the aggregates'
 */
public record Query(
    Schema source,
    Optional<Condition> filter,
    List<NamedExpression> keys,
    List<AggregateCall> aggregates,
    Optional<Condition> having,
    List<OrderItem> order,
    OptionalLong limit,
    Schema result) {
  /** What the keys of the shuffle can number. */
  private static final int MOST_ORDERED = 255;

  /**
   * Binds a query.
   *
   * @throws HoldfastException of kind USER where the text is no query over the source
   */
  public static Query bind(QueryText text, Schema source) {
    SourceParts parts = SourceParts.bind(text, source);
    Schema result = result(parts);
    Scope columns = new Scope(result, parts.aggregates(), source);
    Optional<Condition> having =
        text.having()
            .map(sql -> ExpressionParser.parseCondition(new Clause("--having", sql), columns));
    List<OrderItem> order =
        text.orderBy()
            .map(sql -> new ItemParser(new Clause("--order-by", sql), columns).orderBy())
            .orElse(List.of());
    Query query =
        new Query(
            source,
            parts.filter(),
            parts.keys(),
            parts.aggregates(),
            having,
            order,
            text.limit(),
            result);
    if (query.orderedArguments().size() > MOST_ORDERED) {
      throw HoldfastException.user(
          "[--agg] expected median, quantile and count(distinct) of at most %d arguments, got more;"
              + " try several runs",
          MOST_ORDERED);
    }
    return query;
  }

  /** Says whether the result rows have an order, so that all of them must be compared. */
  public boolean isOrdered() {
    return !order.isEmpty() || limit.isPresent();
  }

  /** Returns the names of the keys' result columns. */
  public List<String> keyNames() {
    return keys.stream().map(NamedExpression::name).toList();
  }

  /** Says whether the source has one column, which is the one key, and nothing else reads it. */
  public boolean readsOnlyItsKey() {
    return source.size() == 1
        && filter.isEmpty()
        && keys.size() == 1
        && keys.get(0).expression() instanceof ColumnReference
        && aggregates.stream().allMatch(call -> call.argument().isEmpty());
  }

  /** Makes the accumulators of the aggregates, in their order, without groups. */
  public AccumulatorSet createAccumulators() {
    return new AccumulatorSet(
        aggregates.stream()
            .map(
                call ->
                    Accumulators.create(
                        call.function(), call.argument().map(Expression::type).orElse(null)))
            .toList());
  }

  /** Makes the accumulator of how often a value occurs in a group, without groups. */
  public AccumulatorSet createValueCounts() {
    return new AccumulatorSet(List.of(new Occurrences()));
  }

  /**
   * Returns the arguments whose values are needed in order, each once; keys of the shuffle have
   * their numbers, so this order is part of its format.
   */
  public List<OrderedArgument> orderedArguments() {
    List<OrderedArgument> arguments = new ArrayList<>();
    for (AggregateCall call : aggregates) {
      if (call.function().isOrdered()
          && arguments.stream().noneMatch(known -> known.first().hasArgumentOf(call))) {
        arguments.add(
            new OrderedArgument(
                call,
                IntStream.range(0, aggregates.size())
                    .filter(i -> aggregates.get(i).function().isOrdered())
                    .filter(i -> aggregates.get(i).hasArgumentOf(call))
                    .boxed()
                    .toList()));
      }
    }
    return arguments;
  }

  /** Returns the columns of the source that a query reads, in the source's order. */
  public static Schema neededColumns(QueryText text, Schema source) {
    Set<String> used = SourceParts.bind(text, source).columnsUsed();
    return new Schema(
        source.columns().stream().filter(column -> used.contains(column.name())).toList());
  }

  private static Schema result(SourceParts parts) {
    List<Column> columns = new ArrayList<>();
    for (NamedExpression key : parts.keys()) {
      columns.add(new Column(key.name(), key.expression().type()));
    }
    for (AggregateCall call : parts.aggregates()) {
      columns.add(new Column(call.name(), resultType(call)));
    }
    Set<String> names = new HashSet<>();
    for (Column column : columns) {
      if (!names.add(column.name())) {
        throw HoldfastException.user(
            "expected one result column \"%s\", got two; name one with AS", column.name());
      }
    }
    return new Schema(columns);
  }

  private static Type resultType(AggregateCall call) {
    try {
      return Accumulators.resultType(
          call.function(), call.argument().map(Expression::type).orElse(null));
    } catch (HoldfastException e) {
      throw HoldfastException.user("[--agg %s] %s", call.sql(), e.getMessage());
    }
  }

  /** What is bound to the source. */
  private record SourceParts(
      Optional<Condition> filter,
      List<NamedExpression> keys,
      List<AggregateCall> aggregates,
      Set<String> columnsUsed) {

    static SourceParts bind(QueryText text, Schema source) {
      Scope scope = new Scope(source);
      Optional<Condition> filter =
          text.where()
              .map(sql -> ExpressionParser.parseCondition(new Clause("--where", sql), scope));
      List<NamedExpression> keys =
          text.groupBy()
              .map(sql -> new ItemParser(new Clause("--group-by", sql), scope).groupBy())
              .orElse(List.of());
      List<AggregateCall> aggregates = new ArrayList<>();
      for (String sql : text.aggregates()) {
        aggregates.addAll(new ItemParser(new Clause("--agg", sql), scope).aggregates());
      }
      Set<String> used = new LinkedHashSet<>();
      scope.used().forEach(index -> used.add(source.column(index).name()));
      return new SourceParts(filter, keys, List.copyOf(aggregates), used);
    }
  }
}
