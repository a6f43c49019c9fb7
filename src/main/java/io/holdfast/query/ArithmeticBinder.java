package io.holdfast.query;

import io.holdfast.record.Batch;
import io.holdfast.record.Kind;
import io.holdfast.record.Schema;
import io.holdfast.record.Type;
import io.holdfast.record.Type.Storage;
import java.math.BigDecimal;

/** Chooses the type and the kernel of an operation on numbers. */
final class ArithmeticBinder {
  private final Clause clause;

  ArithmeticBinder(Clause clause) {
    this.clause = clause;
  }

  /**
   * Binds an operation.
   *
   * @param sql the operation, for messages
   */
  Expression bind(Expression left, ArithmeticOperator operator, Expression right, String sql) {
    if (isNull(left) || isNull(right)) {
      return Constant.ofNull(isNull(left) ? numberType(right, sql) : numberType(left, sql));
    }
    numberType(left, sql);
    numberType(right, sql);
    Expression bound = choose(left, operator, right, sql);
    return left instanceof Constant && right instanceof Constant ? fold(bound) : bound;
  }

  private Expression choose(
      Expression left, ArithmeticOperator operator, Expression right, String sql) {
    boolean doubles =
        operator == ArithmeticOperator.DIVIDE
            || left.type().storage() == Storage.DOUBLES
            || right.type().storage() == Storage.DOUBLES;
    if (doubles) {
      return new DoubleArithmetic(ToDouble.of(left), operator, ToDouble.of(right));
    }
    if (left.type().kind() == Kind.LONG && right.type().kind() == Kind.LONG) {
      return new LongArithmetic(left, operator, right, sql);
    }
    Type type = decimalType(decimalType(left), operator, decimalType(right), sql);
    return new DecimalArithmetic(left, operator, right, type, sql);
  }

  /** Binds a minus sign. */
  Expression negate(Expression operand, String sql) {
    if (isNull(operand)) {
      return operand;
    }
    Type type = numberType(operand, sql);
    if (type.storage() == Storage.DOUBLES) {
      return operand instanceof Constant constant
          ? Constant.ofDouble(-constant.asDouble())
          : new Negative(operand);
    }
    if (operand instanceof Constant constant) {
      return Constant.ofNumber(new BigDecimal(constant.unscaled().negate(), type.scale()));
    }
    Constant zero = Constant.ofLong(Type.LONG, 0);
    return type.kind() == Kind.LONG
        ? new LongArithmetic(zero, ArithmeticOperator.SUBTRACT, operand, sql)
        : new DecimalArithmetic(zero, ArithmeticOperator.SUBTRACT, operand, type, sql);
  }

  /** Returns the operand's type, which must be a number. */
  Type numberType(Expression operand, String sql) {
    if (!operand.type().isNumber() && !isNull(operand)) {
      throw clause.error("expected numbers in `" + sql + "`, got " + operand.type());
    }
    return operand.type();
  }

  private static boolean isNull(Expression operand) {
    return operand instanceof Constant constant && constant.isNull();
  }

  private static Type decimalType(Expression operand) {
    if (operand instanceof Constant constant) {
      return constant.decimalType();
    }
    boolean isLong = operand.type().kind() == Kind.LONG;
    return isLong ? Type.decimal(Long.toString(Long.MAX_VALUE).length(), 0) : operand.type();
  }

  private Type decimalType(Type left, ArithmeticOperator operator, Type right, String sql) {
    int scale;
    int precision;
    if (operator == ArithmeticOperator.MULTIPLY) {
      scale = left.scale() + right.scale();
      precision = left.precision() + right.precision();
    } else {
      scale = Math.max(left.scale(), right.scale());
      int whole = Math.max(left.precision() - left.scale(), right.precision() - right.scale());
      precision = whole + scale + 1;
    }
    if (scale > Type.MAX_PRECISION) {
      throw clause.error(
          "expected a result of at most 38 decimal places, got "
              + scale
              + " in `"
              + sql
              + "`; try a double, as in x * 1e0");
    }
    return Type.decimal(Math.min(precision, Type.MAX_PRECISION), scale);
  }

  private static Constant fold(Expression ofConstants) {
    Batch row = new Batch(Schema.of(), 1);
    row.setSize(1);
    return Constant.ofRow(ofConstants.evaluate(row));
  }
}
