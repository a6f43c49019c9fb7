package io.holdfast.aggregate;

import io.holdfast.error.HoldfastException;
import io.holdfast.record.Type;
import java.math.BigDecimal;
import java.util.EnumSet;
import java.util.Set;

/** Makes the accumulator for a function and the type of its argument. */
public final class Accumulators {
  private static final Set<Function> NUMERIC =
      EnumSet.of(Function.SUM, Function.AVG, Function.MEDIAN, Function.QUANTILE);

  private static final BigDecimal HALF = new BigDecimal("0.5");

  private Accumulators() {}

  /**
   * Makes an ordered aggregate.
   *
   * @param fraction the p of a quantile, from 0 to 1; of no meaning to others
   */
  public static OrderedAggregate createOrdered(Function function, BigDecimal fraction) {
    return switch (function) {
      case COUNT_DISTINCT -> new DistinctCount();
      case MEDIAN -> new Quantile(HALF);
      case QUANTILE -> new Quantile(fraction);
      case COUNT_ROWS, COUNT, SUM, MIN, MAX, AVG ->
          throw new IllegalArgumentException("not ordered: " + function);
    };
  }

  /**
   * Makes an accumulator without groups. Of an ordered function it counts the values to come.
   *
   * @param argument the type of the values; null for {@link Function#COUNT_ROWS} alone
   * @throws HoldfastException of kind USER where the function does not take such an argument
   */
  public static Accumulator create(Function function, Type argument) {
    check(function, argument);
    return switch (function) {
      case COUNT_ROWS, COUNT, COUNT_DISTINCT, MEDIAN, QUANTILE -> new Count();
      case SUM -> sum(argument);
      case AVG -> new Average(sum(argument));
      case MIN, MAX -> extreme(argument, function == Function.MAX);
    };
  }

  /**
   * Returns the type of a function's results.
   *
   * @param argument the type of the values; null for {@link Function#COUNT_ROWS} alone
   * @throws HoldfastException of kind USER where the function does not take such an argument
   */
  public static Type resultType(Function function, Type argument) {
    check(function, argument);
    return switch (function) {
      case COUNT_ROWS, COUNT, COUNT_DISTINCT -> Type.LONG;
      case SUM -> sumType(argument);
      case AVG, MEDIAN, QUANTILE -> Type.DOUBLE;
      case MIN, MAX -> argument;
    };
  }

  private static void check(Function function, Type argument) {
    if (argument == null && function != Function.COUNT_ROWS) {
      throw HoldfastException.user(
          "%s needs an argument, got none; only count can do without", function.sqlName());
    }
    if (NUMERIC.contains(function) && !argument.isNumber()) {
      throw HoldfastException.user("%s needs a number, got %s", function.sqlName(), argument);
    }
  }

  private static Type sumType(Type argument) {
    return switch (argument.storage()) {
      case DOUBLES -> Type.DOUBLE;
      case LONGS, WIDES ->
          argument.equals(Type.LONG)
              ? Type.LONG
              : Type.decimal(Type.MAX_PRECISION, argument.scale());
      case BYTES -> throw new IllegalArgumentException("not a number: " + argument);
    };
  }

  private static Sum sum(Type argument) {
    Type result = sumType(argument);
    return result.equals(Type.DOUBLE) ? new DoubleSum() : new IntegerSum(result);
  }

  private static Accumulator extreme(Type type, boolean greatest) {
    return switch (type.storage()) {
      case LONGS, DOUBLES -> new ScalarExtreme(type, greatest);
      case WIDES -> new WideExtreme(type, greatest);
      case BYTES -> new BytesExtreme(type, greatest);
    };
  }
}
