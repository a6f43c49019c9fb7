package io.holdfast.aggregate;

import static org.assertj.core.api.Assertions.assertThat;

import io.holdfast.record.BytesInput;
import io.holdfast.record.BytesOutput;
import io.holdfast.record.Type;
import java.math.BigInteger;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import net.jqwik.api.Example;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.LongRange;

class ExactSumPropertyTest {
  private static ExactSum sum(List<Double> values) {
    ExactSum sum = new ExactSum();
    values.forEach(sum::add);
    return sum;
  }

  private static List<Double> values(long seed, int count) {
    RandomValues source = new RandomValues(Type.DOUBLE, new Random(seed));
    List<Double> values = new ArrayList<>();
    for (int i = 0; i < count; i++) {
      values.add((Double) source.get());
    }
    return values;
  }

  @Property(tries = 300)
  void roundsTheExactSumOnce(@ForAll long seed, @ForAll @IntRange(max = 50) int count) {
    List<Double> values = values(seed, count);
    assertThat(sum(values).round()).isEqualTo(ExactAnswers.quotient(values, BigInteger.ONE));
  }

  @Property(tries = 300)
  void roundsTheExactQuotientOnce(
      @ForAll long seed,
      @ForAll @IntRange(max = 5) int count,
      @ForAll @LongRange(min = 1) long divisor) {
    List<Double> values = values(seed, count);
    assertThat(sum(values).average(divisor))
        .isEqualTo(ExactAnswers.quotient(values, BigInteger.valueOf(divisor)));
  }

  @Property(tries = 100)
  void takesDoublesOfAnyBits(@ForAll List<Long> bits) {
    List<Double> values = bits.stream().map(Double::longBitsToDouble).toList();
    assertThat(sum(values).round()).isEqualTo(ExactAnswers.quotient(values, BigInteger.ONE));
  }

  @Property(tries = 20)
  void carriesInTime(@ForAll double value, @ForAll @IntRange(min = 1000, max = 9000) int times) {
    addAndTakeAway(value, times);
  }

  @Example
  void carriesInTimeWhereAnAddendFillsALimbMost() {
    addAndTakeAway(Math.nextDown(4.0), 9000);
  }

  private static void addAndTakeAway(double value, int times) {
    ExactSum sum = new ExactSum();
    for (int i = 0; i < times; i++) {
      sum.add(value);
    }
    assertThat(sum.average(times)).isEqualTo(Double.valueOf(value + 0.0));
    for (int i = 0; i < times; i++) {
      sum.add(-value);
    }
    assertThat(sum.round()).isEqualTo(Double.valueOf(0.0));
  }

  @Property(tries = 100)
  void growsByItsOwnStateBeyondAllDoubles(@ForAll double value) {
    ExactSum sum = new ExactSum();
    sum.add(value);
    for (int doublings = 0; doublings < Long.SIZE - 2; doublings++) {
      BytesOutput out = new BytesOutput();
      sum.write(out);
      sum.merge(new BytesInput().reset(out.bytes(), 0, out.length()));
    }
    assertThat(sum.average(1L << Long.SIZE - 2)).isEqualTo(Double.valueOf(value + 0.0));
  }
}
