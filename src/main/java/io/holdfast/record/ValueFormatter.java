package io.holdfast.record;

import java.nio.charset.StandardCharsets;

/**
 * Writes values as text that is the same on every JDK, in every locale and time zone.
 *
 * <table>
 *   <caption>The forms</caption>
 *   <tr><td>null</td><td>{@code \N}</td></tr>
 *   <tr><td>BOOLEAN</td><td>{@code true}, {@code false}</td></tr>
 *   <tr><td>LONG</td><td>{@code -42}</td></tr>
 *   <tr><td>FLOAT, DOUBLE</td><td>{@code 0.1}, {@code 1e+16}, {@code nan}, {@code -inf}: the fewest
 *       digits that read back as the same number of that type</td></tr>
 *   <tr><td>DECIMAL</td><td>{@code 1.50}: all digits of the scale</td></tr>
 *   <tr><td>TEXT</td><td>tab, line feed, carriage return and backslash as {@code \t}, {@code \n},
 *       {@code \r}, {@code \\}</td></tr>
 *   <tr><td>BINARY</td><td>printable ASCII as it is, backslash as {@code \\}, other bytes as
 *       {@code \xHH}</td></tr>
 *   <tr><td>DATE</td><td>{@code 2024-01-31}</td></tr>
 *   <tr><td>TIME, TIMESTAMP</td><td>{@code 10:00:37}, {@code 2024-01-31 10:00:37.25} in UTC: a fraction
 *       only where there is one</td></tr>
 * </table>
 *
 * <p>A text {@code \N} is written {@code \\N}, so it is never taken for null. Makes no object a
 * value, but for floating-point numbers that are not integers and for decimals above 64 bits. Not
 * thread-safe.
 */
public final class ValueFormatter {
  private static final byte[] TRUE = "true".getBytes(StandardCharsets.US_ASCII);
  private static final byte[] FALSE = "false".getBytes(StandardCharsets.US_ASCII);

  private final DoubleFormatter doubles = new DoubleFormatter();
  private final boolean escape;

  /**
   * @param escape false to write TEXT as it is: for words, which hold no white space. Then a
   *     backslash stays single, and a column that may be null cannot be read back.
   */
  public ValueFormatter(boolean escape) {
    this.escape = escape;
  }

  /** Appends one row's value. */
  public void append(Vector column, int row, BytesOutput out) {
    if (column.isNull(row)) {
      out.writeByte('\\');
      out.writeByte('N');
    } else if (column instanceof LongVector longs) {
      append(longs.type(), longs.values()[row], out);
    } else if (column instanceof BytesVector bytes) {
      append(bytes, row, out);
    } else if (column instanceof DoubleVector floats) {
      append(floats.type(), floats.values()[row], out);
    } else if (column instanceof WideVector wides) {
      IntegerFormatter.append(wides.high()[row], wides.low()[row], wides.type().scale(), out);
    }
  }

  /** Appends a text that is in no column, escaped. */
  public static void appendText(String text, BytesOutput out) {
    byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
    BytesFormatter.appendText(bytes, 0, bytes.length, out);
  }

  private void append(BytesVector column, int row, BytesOutput out) {
    byte[] data = column.data();
    int start = column.starts()[row];
    int length = column.lengths()[row];
    if (column.type().equals(Type.BINARY)) {
      BytesFormatter.appendBinary(data, start, length, out);
    } else if (escape) {
      BytesFormatter.appendText(data, start, length, out);
    } else {
      out.writeBytes(data, start, length);
    }
  }

  private void append(Type type, double value, BytesOutput out) {
    if (type.equals(Type.FLOAT)) {
      doubles.append((float) value, out);
    } else {
      doubles.append(value, out);
    }
  }

  private static void append(Type type, long value, BytesOutput out) {
    switch (type.kind()) {
      case LONG -> IntegerFormatter.append(value, out);
      case DECIMAL -> IntegerFormatter.append(value, type.scale(), out);
      case DATE -> CalendarFormatter.appendDate(value, out);
      case TIME -> CalendarFormatter.appendTime(value, type.scale(), out);
      case TIMESTAMP -> CalendarFormatter.appendTimestamp(value, type.scale(), out);
      case BOOLEAN -> {
        byte[] word = value == 0 ? FALSE : TRUE;
        out.writeBytes(word, 0, word.length);
      }
      case FLOAT, DOUBLE, TEXT, BINARY ->
          throw new IllegalStateException("expected a type kept in longs, got " + type);
    }
  }
}
