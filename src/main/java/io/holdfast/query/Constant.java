package io.holdfast.query;

import io.holdfast.record.Batch;
import io.holdfast.record.BytesVector;
import io.holdfast.record.DoubleVector;
import io.holdfast.record.LongVector;
import io.holdfast.record.Type;
import io.holdfast.record.Vector;
import io.holdfast.record.WideVector;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/** A literal, or what is left of an expression over literals. */
final class Constant implements Expression {
  /** NULL, which has no type of its own. */
  static final Constant NULL = new Constant(Type.BOOLEAN, null);

  private final Type type;
  private final Object value;
  private Vector filled;

  /** The value is a BigInteger (unscaled), a Double or bytes, as the type's storage asks. */
  private Constant(Type type, Object value) {
    this.type = type;
    this.value = value;
  }

  static Constant ofNull(Type type) {
    return new Constant(type, null);
  }

  static Constant ofLong(Type type, long value) {
    return new Constant(type, BigInteger.valueOf(value));
  }

  static Constant ofDouble(double value) {
    return new Constant(Type.DOUBLE, value);
  }

  static Constant ofText(String value) {
    return new Constant(Type.TEXT, value.getBytes(StandardCharsets.UTF_8));
  }

  /** A whole number becomes LONG where it fits. The digits must be at most 38. */
  static Constant ofNumber(BigDecimal value) {
    BigDecimal number = value.scale() < 0 ? value.setScale(0) : value;
    if (number.scale() == 0 && number.unscaledValue().bitLength() < Long.SIZE) {
      return new Constant(Type.LONG, number.unscaledValue());
    }
    int precision = Math.max(number.precision(), number.scale());
    return new Constant(Type.decimal(precision, number.scale()), number.unscaledValue());
  }

  /** Takes the only row of a vector. */
  static Constant ofRow(Vector vector) {
    Type type = vector.type();
    if (vector.isNull(0)) {
      return ofNull(type);
    }
    return switch (type.storage()) {
      case LONGS -> ofLong(type, ((LongVector) vector).values()[0]);
      case DOUBLES -> ofDouble(((DoubleVector) vector).values()[0]);
      case WIDES -> new Constant(type, ((WideVector) vector).get(0));
      case BYTES -> new Constant(type, ((BytesVector) vector).get(0));
    };
  }

  boolean isNull() {
    return value == null;
  }

  BigInteger unscaled() {
    return (BigInteger) value;
  }

  double asDouble() {
    return value instanceof Double number
        ? number
        : new BigDecimal(unscaled(), type.scale()).doubleValue();
  }

  byte[] bytes() {
    return (byte[]) value;
  }

  String text() {
    return new String(bytes(), StandardCharsets.UTF_8);
  }

  /** Returns LONG as a decimal with no more digits than the value has. */
  Type decimalType() {
    int digits = new BigDecimal(unscaled()).precision();
    return type.equals(Type.LONG) ? Type.decimal(digits, 0) : type;
  }

  @Override
  public Type type() {
    return type;
  }

  @Override
  public Vector evaluate(Batch batch) {
    if (filled == null) {
      filled = fill(Vector.create(type, Batch.MAX_ROWS));
    }
    return filled;
  }

  private Vector fill(Vector vector) {
    for (int row = 0; isNull() && row < vector.capacity(); row++) {
      vector.setNull(row);
    }
    if (!isNull()) {
      switch (type.storage()) {
        case LONGS -> Arrays.fill(((LongVector) vector).values(), unscaled().longValue());
        case DOUBLES -> Arrays.fill(((DoubleVector) vector).values(), (double) value);
        case WIDES -> fillWide((WideVector) vector);
        case BYTES -> fillBytes((BytesVector) vector);
      }
    }
    return vector;
  }

  private void fillWide(WideVector vector) {
    Arrays.fill(vector.high(), unscaled().shiftRight(Long.SIZE).longValue());
    Arrays.fill(vector.low(), unscaled().longValue());
  }

  private void fillBytes(BytesVector vector) {
    vector.wrap(bytes());
    Arrays.fill(vector.lengths(), bytes().length);
  }
}
