package io.holdfast.record;

import java.util.Locale;

/**
 * A scalar type.
 *
 * @param kind its family
 * @param precision decimal digits, 1 to 38, for DECIMAL; else 0
 * @param scale digits after the point: 0 to precision for DECIMAL; 3, 6 or 9 for TIME and
 *     TIMESTAMP; else 0
 */
public record Type(Kind kind, int precision, int scale) {
  /** The most digits a decimal may have. */
  public static final int MAX_PRECISION = 38;

  /** The most decimal digits that always fit a long. */
  private static final int MAX_LONG_PRECISION = 18;

  public static final Type BOOLEAN = new Type(Kind.BOOLEAN, 0, 0);
  public static final Type LONG = new Type(Kind.LONG, 0, 0);
  public static final Type FLOAT = new Type(Kind.FLOAT, 0, 0);
  public static final Type DOUBLE = new Type(Kind.DOUBLE, 0, 0);
  public static final Type TEXT = new Type(Kind.TEXT, 0, 0);
  public static final Type BINARY = new Type(Kind.BINARY, 0, 0);
  public static final Type DATE = new Type(Kind.DATE, 0, 0);

  public static Type decimal(int precision, int scale) {
    return new Type(Kind.DECIMAL, precision, scale);
  }

  public static Type time(int scale) {
    return new Type(Kind.TIME, 0, scale);
  }

  public static Type timestamp(int scale) {
    return new Type(Kind.TIMESTAMP, 0, scale);
  }

  /** Reads back what {@link #toString()} prints. */
  public static Type parse(String text) {
    String[] parts = text.split("[(,)]");
    Kind kind = Kind.valueOf(parts[0].toUpperCase(Locale.ROOT));
    return switch (kind) {
      case DECIMAL -> decimal(Integer.parseInt(parts[1]), Integer.parseInt(parts[2]));
      case TIME, TIMESTAMP -> new Type(kind, 0, Integer.parseInt(parts[1]));
      case BOOLEAN, LONG, FLOAT, DOUBLE, TEXT, BINARY, DATE -> new Type(kind, 0, 0);
    };
  }

  /** Returns how values of this type are stored in a batch. */
  public Storage storage() {
    return switch (kind) {
      case BOOLEAN, LONG, DATE, TIME, TIMESTAMP -> Storage.LONGS;
      case FLOAT, DOUBLE -> Storage.DOUBLES;
      case DECIMAL -> precision <= MAX_LONG_PRECISION ? Storage.LONGS : Storage.WIDES;
      case TEXT, BINARY -> Storage.BYTES;
    };
  }

  public boolean isNumber() {
    return switch (kind) {
      case LONG, FLOAT, DOUBLE, DECIMAL -> true;
      case BOOLEAN, TEXT, BINARY, DATE, TIME, TIMESTAMP -> false;
    };
  }

  @Override
  public String toString() {
    String name = kind.name().toLowerCase(Locale.ROOT);
    return switch (kind) {
      case DECIMAL -> name + "(" + precision + "," + scale + ")";
      case TIME, TIMESTAMP -> name + "(" + scale + ")";
      case BOOLEAN, LONG, FLOAT, DOUBLE, TEXT, BINARY, DATE -> name;
    };
  }

  /** The shapes of a column in memory, one vector class each. */
  public enum Storage {
    /** {@link LongVector}. */
    LONGS,
    /** {@link DoubleVector}. */
    DOUBLES,
    /** {@link WideVector}: 128-bit integers. */
    WIDES,
    /** {@link BytesVector}. */
    BYTES
  }
}
