package io.holdfast.query;

import io.holdfast.record.Kind;
import io.holdfast.record.Type;
import io.holdfast.record.Type.Storage;
import java.math.BigDecimal;
import java.math.BigInteger;

/** Chooses the kernel that compares two expressions exactly. */
final class Comparisons {
  private static final BigDecimal SECONDS_PER_DAY = BigDecimal.valueOf(86_400);

  private Comparisons() {}

  /** Whether values of two types have a common order. */
  static boolean areComparable(Type left, Type right) {
    return family(left) == family(right);
  }

  private static Kind family(Type type) {
    return switch (type.kind()) {
      case LONG, FLOAT, DOUBLE, DECIMAL -> Kind.DECIMAL;
      case DATE, TIMESTAMP -> Kind.TIMESTAMP;
      case BOOLEAN, TEXT, BINARY, TIME -> type.kind();
    };
  }

  /** Compares with a constant that is not null. */
  static Condition withConstant(Expression left, Operator operator, Constant right) {
    if (left.type().storage() == Storage.BYTES) {
      return new BytesRange(left, operator, right.bytes());
    }
    if (operator == Operator.NOT_EQUAL) {
      return new Not(withConstant(left, Operator.EQUAL, right));
    }
    if (left.type().storage() == Storage.DOUBLES) {
      return new DoubleRange(left, keys(operator, right));
    }
    if (right.type().storage() != Storage.DOUBLES) {
      return exactRange(left, exactBounds(left.type(), operator, right));
    }
    if (left.type().kind() == Kind.DECIMAL) {
      return new DoubleRange(ToDouble.of(left), keys(operator, right));
    }
    double value = right.asDouble();
    return exactRange(
        left,
        Double.isInfinite(value) || Double.isNaN(value)
            ? Bounds.ofExtreme(operator, !(value < 0))
            : Bounds.of(operator, new BigDecimal(value), BigDecimal.ONE));
  }

  private static Condition exactRange(Expression left, Bounds bounds) {
    return left.type().storage() == Storage.WIDES
        ? new WideRange(left, bounds)
        : new LongRange(left, bounds);
  }

  /** Returns the stored values that compare so with a constant that is no double. */
  static Bounds exactBounds(Type stored, Operator operator, Constant constant) {
    BigDecimal value = new BigDecimal(constant.unscaled()).multiply(unit(constant.type()));
    return Bounds.of(operator, value, unit(stored));
  }

  private static Bounds keys(Operator operator, Constant constant) {
    if (constant.type().equals(Type.LONG)) {
      long value = constant.unscaled().longValueExact();
      return Bounds.of(operator, key(DoubleOrder.floor(value)), key(DoubleOrder.ceiling(value)));
    }
    BigInteger key = key(constant.asDouble());
    return Bounds.of(operator, key, key);
  }

  private static BigInteger key(double value) {
    return BigInteger.valueOf(DoubleOrder.key(value));
  }

  /** Compares row by row. */
  static Condition ofRows(Expression left, Operator operator, Expression right) {
    Storage leftStorage = left.type().storage();
    Storage rightStorage = right.type().storage();
    if (leftStorage == Storage.BYTES) {
      return new BytesComparison(left, operator, right);
    }
    if (rightStorage == Storage.DOUBLES) {
      boolean exact = left.type().equals(Type.LONG);
      return new DoubleComparison(exact ? left : ToDouble.of(left), operator, right);
    }
    if (leftStorage == Storage.DOUBLES) {
      return ofRows(right, operator.flipped(), left);
    }
    if (leftStorage == Storage.WIDES || rightStorage == Storage.WIDES) {
      return new WideComparison(left, operator, right);
    }
    BigDecimal leftUnit = unit(left.type());
    BigDecimal rightUnit = unit(right.type());
    BigDecimal common = leftUnit.min(rightUnit);
    return new LongComparison(
        left,
        leftUnit.divide(common).longValueExact(),
        operator,
        right,
        rightUnit.divide(common).longValueExact());
  }

  /** Returns what a stored 1 means: a number, or seconds. */
  private static BigDecimal unit(Type type) {
    return type.kind() == Kind.DATE ? SECONDS_PER_DAY : BigDecimal.ONE.movePointLeft(type.scale());
  }
}
