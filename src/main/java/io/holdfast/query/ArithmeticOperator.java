package io.holdfast.query;

import java.math.BigDecimal;
import java.math.BigInteger;

/** The four operations. */
enum ArithmeticOperator {
  ADD,
  SUBTRACT,
  MULTIPLY,
  /** Always of doubles. */
  DIVIDE;

  /** Computes exactly, for all but {@link #DIVIDE}. */
  BigInteger apply(BigInteger left, BigInteger right) {
    return switch (this) {
      case ADD -> left.add(right);
      case SUBTRACT -> left.subtract(right);
      case MULTIPLY -> left.multiply(right);
      case DIVIDE -> throw new IllegalArgumentException("not exact: division");
    };
  }

  /** Computes exactly, at the scale that SQL gives the result; for all but {@link #DIVIDE}. */
  BigDecimal apply(BigDecimal left, BigDecimal right) {
    return switch (this) {
      case ADD -> left.add(right);
      case SUBTRACT -> left.subtract(right);
      case MULTIPLY -> left.multiply(right);
      case DIVIDE -> throw new IllegalArgumentException("not exact: division");
    };
  }
}
