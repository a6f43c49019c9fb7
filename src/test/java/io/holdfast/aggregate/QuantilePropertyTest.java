package io.holdfast.aggregate;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.holdfast.record.DoubleVector;
import io.holdfast.record.LongVector;
import io.holdfast.record.Type;
import io.holdfast.record.Vector;
import io.holdfast.record.WideVector;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.util.Arrays;
import java.util.Random;
import java.util.stream.DoubleStream;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class QuantilePropertyTest {
  private static final Type WIDE = Type.decimal(38, 3);

  /** As the definition has it, over a list in which each value stands as often as it occurs. */
  @Property(tries = 300)
  void agreesWithTheDefinition(@ForAll long seed) {
    Random random = new Random(seed);
    BigDecimal fraction = BigDecimal.valueOf(random.nextInt(10_001), 4);
    double[] values =
        DoubleStream.generate(
                () -> Math.scalb(random.nextInt(9) - 4.0, random.nextInt(2000) - 1000))
            .limit(1 + random.nextInt(20))
            .sorted()
            .map(v -> v + 0.0)
            .toArray();
    BigDecimal place = fraction.multiply(new BigDecimal(values.length - 1));
    int below = place.intValue();
    BigDecimal low = new BigDecimal(values[below]);
    BigDecimal high = new BigDecimal(values[Math.min(below + 1, values.length - 1)]);
    BigDecimal beyond = place.subtract(new BigDecimal(below));
    double expected = low.add(high.subtract(low).multiply(beyond)).doubleValue();

    assertThat(quantile(fraction, values)).isEqualTo(expected + 0.0);
  }

  @ParameterizedTest
  @CsvSource({
    "0.5, 1 2 3, 2.0",
    "0.5, 1 2, 1.5",
    "0.5, 9007199254740993 9007199254740993, 9007199254740992.0",
    "0, 1 2 3, 1.0",
    "1, 1 2 3, 3.0",
    "0.1, 0 1 2 3 4 5 6 7 8 9 10, 1.0",
    "0.25, 0 1, 0.25"
  })
  void ofWholeNumbers(String fraction, String values, double expected) {
    long[] numbers = Arrays.stream(values.split(" ")).mapToLong(Long::parseLong).toArray();
    OrderedAggregate quantile = new Quantile(new BigDecimal(fraction));
    LongVector column = new LongVector(Type.LONG, 1);
    quantile.begin(numbers.length);
    for (long number : numbers) {
      column.values()[0] = number;
      quantile.add(column, 0, 1, 0);
    }
    assertThat(result(quantile).values()[0]).isEqualTo(expected);
  }

  /**
   * As doubles, one would be rounded down to the one neighbour and the other up to the other, and
   * halfway between these is a tie, which goes down; what lies between them exactly goes up.
   */
  @Test
  void ofDecimalsIsExactUntilTheEnd() {
    WideVector column = new WideVector(WIDE, 1);
    OrderedAggregate median = Accumulators.createOrdered(Function.MEDIAN, null);
    median.begin(2);
    column.set(0, new BigInteger("9007199254740993000"));
    median.add(column, 0, 1, 0);
    column.set(0, new BigInteger("9007199254740993002"));
    median.add(column, 0, 1, 0);
    assertThat(result(median).values()[0]).isEqualTo(9007199254740994.0);
  }

  @ParameterizedTest
  @CsvSource({
    "-Infinity 1, -Infinity",
    "1 Infinity, Infinity",
    "-Infinity Infinity, NaN",
    "Infinity Infinity, Infinity",
    "1 NaN, NaN",
    "Infinity NaN, NaN",
    "-Infinity 2 Infinity, 2.0",
    "2 2 NaN, 2.0"
  })
  void nextToInfinitiesItFollowsIeee754(String values, double expected) {
    double[] numbers = Arrays.stream(values.split(" ")).mapToDouble(Double::parseDouble).toArray();
    assertThat(quantile(new BigDecimal("0.5"), numbers)).isEqualTo(Double.valueOf(expected));
  }

  @Test
  void ofNothingIsNull() {
    OrderedAggregate median = Accumulators.createOrdered(Function.MEDIAN, null);
    median.begin(0);
    assertThat(result(median).isNull(0)).isTrue();
  }

  @Test
  void valuesThatAreMissingAreADefect() {
    OrderedAggregate median = Accumulators.createOrdered(Function.MEDIAN, null);
    median.begin(1);
    assertThatThrownBy(() -> result(median)).hasMessage("expected 1 values, got 0");
  }

  /** Equal values come once. */
  private static double quantile(BigDecimal fraction, double[] sorted) {
    OrderedAggregate quantile = Accumulators.createOrdered(Function.QUANTILE, fraction);
    DoubleVector column = new DoubleVector(Type.DOUBLE, 1);
    quantile.begin(sorted.length);
    int from = 0;
    while (from < sorted.length) {
      int to = from;
      while (to < sorted.length && Double.compare(sorted[to], sorted[from]) == 0) {
        to++;
      }
      column.values()[0] = sorted[from];
      quantile.add(column, 0, to - from, 0);
      from = to;
    }
    return result(quantile).values()[0];
  }

  private static DoubleVector result(OrderedAggregate aggregate) {
    Vector result = Vector.create(Type.DOUBLE, 1);
    aggregate.finish(result, 0);
    return (DoubleVector) result;
  }
}
