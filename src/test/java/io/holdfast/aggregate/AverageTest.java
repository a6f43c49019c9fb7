package io.holdfast.aggregate;

import static org.assertj.core.api.Assertions.assertThat;

import io.holdfast.record.Type;
import io.holdfast.record.Vector;
import java.math.BigInteger;
import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class AverageTest {
  private static Object average(Type type, List<?> values) {
    Accumulator average = Accumulators.create(Function.AVG, type);
    int[] rows = IntStream.range(0, values.size()).toArray();
    average.resize(1);
    average.add(Cells.vector(type, values), rows, new int[rows.length], rows.length);
    Vector result = Vector.create(Type.DOUBLE, 1);
    average.finish(0, result, 0);
    return Cells.get(result, 0);
  }

  @ParameterizedTest
  @CsvSource({
    "1E308 1E308, 1E308",
    "1.7976931348623157E308 1.7976931348623157E308 1.7976931348623157E308, 1.7976931348623157E308",
    "0.1 0.2 0.3, 0.2",
    "4.9E-324 0, 0.0",
    "-4.9E-324 0, 0.0",
    "1E-323 4.9E-324, 1E-323",
    "1E-300 4.9E-324, 5E-301",
    "-0.0, 0.0",
    "Infinity 1, Infinity",
    "Infinity -Infinity, NaN"
  })
  void roundsOnceAndOverflowsNowhere(String values, Double expected) {
    List<Double> doubles = Arrays.stream(values.split(" ")).map(Double::valueOf).toList();
    assertThat(average(Type.DOUBLE, doubles)).isEqualTo(expected);
  }

  @Test
  void dividesWhatNoDoubleHolds() {
    BigInteger large = BigInteger.valueOf(Long.MAX_VALUE);
    assertThat(average(Type.LONG, List.of(large, large.subtract(BigInteger.TWO))))
        .isEqualTo(0x1p63);
    BigInteger odd = BigInteger.TWO.pow(54).add(BigInteger.ONE);
    assertThat(average(Type.LONG, List.of(odd, odd.add(BigInteger.ONE)))).isEqualTo(0x1p54);
    assertThat(average(Type.decimal(18, 18), List.of(BigInteger.ONE, BigInteger.TWO)))
        .isEqualTo(1.5e-18);
  }
}
