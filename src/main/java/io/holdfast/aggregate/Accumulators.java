package io.holdfast.aggregate;

import io.holdfast.error.HoldfastException;
import io.holdfast.record.Type;

/** Makes the accumulator for a function and the type of its argument. */
public final class Accumulators {
  private Accumulators() {}

  /**
   * Makes an accumulator without groups.
   *
   * @param argument the type of the values; null for {@link Function#COUNT_ROWS} alone
   * @throws HoldfastException of kind USER where the function does not take such an argument
   */
  public static Accumulator create(Function function, Type argument) {
    check(function, argument);
    return switch (function) {
      case COUNT_ROWS, COUNT -> new Count();
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
      case COUNT_ROWS, COUNT -> Type.LONG;
      case SUM -> sumType(argument);
      case AVG -> Type.DOUBLE;
      case MIN, MAX -> argument;
    };
  }

  private static void check(Function function, Type argument) {
    if (argument == null && function != Function.COUNT_ROWS) {
      throw HoldfastException.user(
          "%s needs an argument, got none; only count can do without", function.sqlName());
    }
    boolean needsNumber = function == Function.SUM || function == Function.AVG;
    if (needsNumber && !argument.isNumber()) {
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
