package io.holdfast.map;

import io.holdfast.fixture.RandomTable;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.math.MathContext;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import java.util.stream.DoubleStream;
import java.util.stream.Stream;

/**
 * One query answered with the JDK's collections and BigDecimal: {@link #AGGREGATES} by {@code x,
 * name}. A line is a list of fields; doubles are in the JDK's form.
 *
 * <p>The arguments, of which nulls and NaNs are counted, are {@link #ARGUMENTS} and z * 0, which is
 * NaN where z is infinite too.
 */
final class IndependentAnswer {
  static final String WHERE = "n <> 1";
  static final String KEYS = "x, name";
  static final List<String> AGGREGATES =
      List.of(
          "count(*), count(z), sum(z), avg(z), min(z), max(z)",
          "sum(n), sum(price), avg(price), sum(wide), avg(wide), max(big)",
          "count(z * 0), count( z*0 )",
          "count(distinct z), median(z), quantile(z, 0.3), count(distinct raw)",
          "median(n), quantile(price, 0.9), median(wide), quantile(big, 0.123), count(distinct big)");

  /** The columns that are arguments. */
  private static final List<String> ARGUMENTS = List.of("z", "n", "price", "wide", "big", "raw");

  /** Which fields are doubles. */
  static final List<Integer> DOUBLES = List.of(0, 4, 5, 6, 7, 10, 12, 17, 18, 20, 21, 22, 23);

  /** Enough digits to tell a quotient of doubles from a tie between two doubles. */
  private static final MathContext DOUBLE_DIGITS = new MathContext(2200);

  /** The same for quotients of decimals. */
  private static final MathContext DECIMAL_DIGITS = new MathContext(150);

  private static final Comparator<Key> ORDER =
      Comparator.comparing(Key::x, Comparator.nullsFirst(Comparator.naturalOrder()))
          .thenComparing(Key::utf8, Comparator.nullsFirst(Arrays::compareUnsigned));

  private IndependentAnswer() {}

  private record Key(Double x, byte[] utf8) {}

  /** Returns the lines, with or without the NaNs among the arguments. */
  static List<List<String>> lines(List<Object[]> rows, boolean skipNans) {
    Map<Key, List<Object[]>> groups = new TreeMap<>(ORDER);
    for (Object[] row : passed(rows)) {
      Double x = (Double) cell(row, "x");
      String name = (String) cell(row, "name");
      byte[] utf8 = name == null ? null : name.getBytes(StandardCharsets.UTF_8);
      Key key = new Key(x == null ? null : x + 0.0, utf8);
      groups.computeIfAbsent(key, k -> new ArrayList<>()).add(row);
    }
    List<List<String>> lines = new ArrayList<>();
    groups.forEach((key, group) -> lines.add(line(key, group, skipNans)));
    return lines;
  }

  private static List<Object[]> passed(List<Object[]> rows) {
    return rows.stream()
        .filter(row -> cell(row, "n") != null && !cell(row, "n").equals(1L))
        .toList();
  }

  /** Returns how many arguments are null. */
  static long nulls(List<Object[]> rows) {
    List<Object[]> passed = passed(rows);
    long of = passed.stream().filter(row -> cell(row, "z") == null).count();
    for (String column : ARGUMENTS) {
      of += passed.stream().filter(row -> cell(row, column) == null).count();
    }
    return of;
  }

  /** Returns how many arguments are NaN. */
  static long nans(List<Object[]> rows) {
    List<Double> z = cells(passed(rows), "z").map(Double.class::cast).toList();
    return z.stream().filter(v -> v.isNaN()).count()
        + z.stream().filter(v -> v.isNaN() || v.isInfinite()).count();
  }

  private static Object cell(Object[] row, String column) {
    return row[RandomTable.SCHEMA.indexOf(column)];
  }

  private static List<String> line(Key key, List<Object[]> group, boolean skipNans) {
    List<Object> fields = new ArrayList<>();
    fields.add(key.x);
    fields.add(key.utf8 == null ? null : escape(key.utf8));
    fields.add(group.size());
    double[] z =
        cells(group, "z")
            .mapToDouble(Double.class::cast)
            .map(v -> v + 0.0)
            .filter(v -> !skipNans || !Double.isNaN(v))
            .toArray();
    fields.addAll(ofDoubles(z));
    fields.add(sum(integers(group, "n"), 0));
    for (String column : List.of("price", "wide")) {
      fields.add(sum(integers(group, column), scale(column)));
      fields.add(average(integers(group, column), scale(column)));
    }
    fields.add(integers(group, "big").stream().max(Comparator.naturalOrder()).orElse(null));
    long products = DoubleStream.of(z).filter(v -> !skipNans || Double.isFinite(v)).count();
    fields.addAll(List.of(products, products));
    fields.addAll(ofOrderedDoubles(z));
    fields.add(cells(group, "raw").map(raw -> Arrays.toString((byte[]) raw)).distinct().count());
    fields.add(quantile(integers(group, "n"), 0, "0.5"));
    fields.add(quantile(integers(group, "price"), scale("price"), "0.9"));
    fields.add(quantile(integers(group, "wide"), scale("wide"), "0.5"));
    fields.add(quantile(integers(group, "big"), 0, "0.123"));
    fields.add(integers(group, "big").stream().distinct().count());
    return fields.stream().map(field -> field == null ? "\\N" : field.toString()).toList();
  }

  /** Returns count, sum, average, least and greatest. */
  private static List<Object> ofDoubles(double[] values) {
    if (values.length == 0) {
      return Arrays.asList(0, null, null, null, null);
    }
    Arrays.sort(values); // NaN last.
    int count = values.length;
    return List.of(
        count, quotient(values, 1), quotient(values, count), values[0], values[count - 1]);
  }

  private static int scale(String column) {
    return RandomTable.SCHEMA.column(RandomTable.SCHEMA.indexOf(column)).type().scale();
  }

  /** Returns the number of distinct values, the median, and the 0.3-quantile. */
  private static List<Object> ofOrderedDoubles(double[] values) {
    if (values.length == 0) {
      return Arrays.asList(0, null, null);
    }
    Arrays.sort(values);
    return List.of(
        DoubleStream.of(values).distinct().count(), between(values, "0.5"), between(values, "0.3"));
  }

  private static double between(double[] sorted, String fraction) {
    BigDecimal place = new BigDecimal(fraction).multiply(new BigDecimal(sorted.length - 1));
    double low = sorted[place.intValue()];
    BigDecimal beyond = place.remainder(BigDecimal.ONE);
    if (beyond.signum() == 0) {
      return low;
    }
    double high = sorted[place.intValue() + 1];
    if (!Double.isFinite(low) || !Double.isFinite(high)) {
      return (Double.isFinite(low) ? 0 : low) + (Double.isFinite(high) ? 0 : high);
    }
    return between(new BigDecimal(low), new BigDecimal(high), beyond);
  }

  private static double between(BigDecimal low, BigDecimal high, BigDecimal beyond) {
    return low.add(high.subtract(low).multiply(beyond)).doubleValue();
  }

  private static Double quantile(List<BigInteger> unscaled, int scale, String fraction) {
    if (unscaled.isEmpty()) {
      return null;
    }
    List<BigDecimal> sorted =
        unscaled.stream().sorted().map(value -> new BigDecimal(value, scale)).toList();
    BigDecimal place = new BigDecimal(fraction).multiply(new BigDecimal(sorted.size() - 1));
    int below = place.intValue();
    BigDecimal high = sorted.get(Math.min(below + 1, sorted.size() - 1));
    return between(sorted.get(below), high, place.remainder(BigDecimal.ONE));
  }

  private static Stream<Object> cells(List<Object[]> group, String column) {
    return group.stream().map(row -> cell(row, column)).filter(Objects::nonNull);
  }

  private static List<BigInteger> integers(List<Object[]> group, String column) {
    return cells(group, column).map(cell -> new BigInteger(cell.toString())).toList();
  }

  private static String escape(byte[] utf8) {
    return new String(utf8, StandardCharsets.ISO_8859_1)
        .replace("\\", "\\\\")
        .replace("\t", "\\t")
        .replace("\n", "\\n")
        .replace("\r", "\\r");
  }

  private static BigDecimal sum(List<BigInteger> unscaled, int scale) {
    BigInteger total = unscaled.stream().reduce(BigInteger.ZERO, BigInteger::add);
    return unscaled.isEmpty() ? null : new BigDecimal(total, scale);
  }

  private static Double average(List<BigInteger> unscaled, int scale) {
    BigDecimal count = new BigDecimal(unscaled.size());
    return unscaled.isEmpty()
        ? null
        : sum(unscaled, scale).divide(count, DECIMAL_DIGITS).doubleValue();
  }

  private static double quotient(double[] values, int count) {
    if (DoubleStream.of(values).anyMatch(v -> !Double.isFinite(v))) {
      return DoubleStream.of(values).filter(v -> !Double.isFinite(v)).sum();
    }
    BigDecimal total =
        DoubleStream.of(values).mapToObj(BigDecimal::new).reduce(BigDecimal.ZERO, BigDecimal::add);
    return count == 1
        ? total.doubleValue()
        : total.divide(new BigDecimal(count), DOUBLE_DIGITS).doubleValue();
  }
}
