package io.holdfast.record;

import java.math.BigInteger;
import java.nio.charset.StandardCharsets;

/** Single values as the formatter prints them. */
final class Formatted {
  private Formatted() {}

  static String of(Type type, long value) {
    LongVector column = (LongVector) Vector.create(type, 1);
    column.values()[0] = value;
    return of(column);
  }

  static String of(Type type, double value) {
    DoubleVector column = (DoubleVector) Vector.create(type, 1);
    column.values()[0] = value;
    return of(column);
  }

  static String of(Type type, BigInteger unscaled) {
    WideVector column = (WideVector) Vector.create(type, 1);
    column.set(0, unscaled);
    return of(column);
  }

  static String of(Type type, byte[] value) {
    BytesVector column = (BytesVector) Vector.create(type, 1);
    column.append(0, value, 0, value.length);
    return of(column);
  }

  static String of(Vector column) {
    BytesOutput out = new BytesOutput();
    new ValueFormatter(true).append(column, 0, out);
    return text(out);
  }

  static String text(BytesOutput out) {
    return new String(out.bytes(), 0, out.length(), StandardCharsets.UTF_8);
  }
}
