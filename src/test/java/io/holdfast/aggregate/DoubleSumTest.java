package io.holdfast.aggregate;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.holdfast.record.BytesInput;
import io.holdfast.record.BytesOutput;
import io.holdfast.record.Type;
import io.holdfast.record.Vector;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class DoubleSumTest {
  private static final int PAIR_BYTES = 1 + 2 * Double.BYTES;

  private final Accumulator sum = Accumulators.create(Function.SUM, Type.DOUBLE);

  private void add(List<Double> values) {
    int[] rows = IntStream.range(0, values.size()).toArray();
    sum.resize(1);
    sum.add(Cells.vector(Type.DOUBLE, values), rows, new int[rows.length], rows.length);
  }

  private double result() {
    Vector result = Vector.create(Type.DOUBLE, 1);
    sum.finish(0, result, 0);
    return (Double) Cells.get(result, 0);
  }

  private int stateBytes() {
    BytesOutput out = new BytesOutput();
    sum.write(0, out);
    return out.length();
  }

  @ParameterizedTest
  @CsvSource({
    "0.1 0.1 0.1 0.1 0.1 0.1 0.1 0.1 0.1 0.1, 1.0",
    "0.1 0.2 0.3 -0.6, 2.7755575615628914E-17",
    "1E308 1E308 -1E308, 1E308",
    "1E308 1E308, Infinity",
    "-1.7976931348623157E308 -9.979201547673598E291, -1.7976931348623157E308",
    "-1.7976931348623157E308 -9.979201547673599E291, -Infinity",
    "1.7976931348623157E308 7E291 7E291 1E-300 -7E291 -7E291, 1.7976931348623157E308",
    "9007199254740992 1, 9007199254740992",
    "9007199254740992 1 4.9E-324, 9007199254740994",
    "9007199254740994 1, 9007199254740996",
    "9007199254740994 1 -4.9E-324, 9007199254740994",
    "1E300 1 1E-300 -1E300, 1",
    "1E300 1 1E-300 -1E300 -1, 1E-300",
    "4.9E-324 4.9E-324, 9.9E-324",
    "-0.0 -0.0, 0.0",
    "5 -5, 0.0",
    "Infinity -1E308 1, Infinity",
    "Infinity -Infinity, NaN",
    "-Infinity NaN, NaN"
  })
  void isTheExactSumRoundedOnceInAnyOrder(String addends, Double expected) {
    List<Double> values =
        Arrays.stream(addends.split(" ")).map(Double::valueOf).collect(Collectors.toList());
    for (int seed = 0; seed < 10; seed++) {
      sum.clear();
      add(values);
      assertThat(result()).isEqualTo(expected);
      Collections.shuffle(values, new Random(seed));
    }
  }

  @Test
  void writesAsLittleAsTheSumNeeds() {
    sum.resize(1);
    assertThat(stateBytes()).isEqualTo(1);
    add(List.of(0.5, 0.25));
    assertThat(stateBytes()).isEqualTo(1 + Double.BYTES);
    add(List.of(0.1));
    assertThat(stateBytes()).isLessThanOrEqualTo(PAIR_BYTES);
    add(List.of(1E-30, 1E-60));
    assertThat(stateBytes()).isBetween(PAIR_BYTES + 1, 50);
    add(List.of(Double.POSITIVE_INFINITY));
    assertThat(stateBytes()).isEqualTo(1 + Double.BYTES);
  }

  @Test
  void keepsPricesInPairs() {
    Random random = new Random(1);
    add(IntStream.range(0, 200_000).mapToObj(i -> random.nextInt(1_000_000) / 100.0).toList());
    assertThat(sum.retainedBytes()).isLessThan(1000);
  }

  @Test
  void countsTheMemoryOfGroupsThatLeaveTheirPair() {
    sum.resize(1000);
    long before = sum.retainedBytes();
    for (int group = 0; group < 1000; group++) {
      Vector values = Cells.vector(Type.DOUBLE, List.of(1E100, 1.0, 1E-100));
      int[] groups = {group, group, group};
      sum.add(values, new int[] {0, 1, 2}, groups, 3);
    }
    assertThat(sum.retainedBytes() - before).isBetween(500_000L, 1_000_000L);
    sum.clear();
    assertThat(sum.retainedBytes()).isEqualTo(before);
  }

  @Test
  void refusesAStateThatNobodyWrites() {
    sum.resize(1);
    BytesInput in = new BytesInput().reset(new byte[] {7}, 0, 1);
    assertThatThrownBy(() -> sum.merge(0, in))
        .isInstanceOf(IllegalStateException.class)
        .hasMessage("expected the first byte of a state, got 7");
  }
}
