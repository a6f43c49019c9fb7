package io.holdfast.aggregate;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.holdfast.record.Type;
import io.holdfast.record.Vector;
import java.math.BigInteger;
import java.util.Collections;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class IntegerSumTest {
  private static final BigInteger LARGEST = BigInteger.valueOf(Long.MAX_VALUE);
  private static final BigInteger NINES = BigInteger.TEN.pow(38).subtract(BigInteger.ONE);
  private static final Type DECIMAL = Type.decimal(38, 2);

  private static void add(Accumulator sum, Type type, List<BigInteger> values) {
    int[] rows = IntStream.range(0, values.size()).toArray();
    sum.resize(1);
    sum.add(Cells.vector(type, values), rows, new int[rows.length], rows.length);
  }

  private static Object result(Accumulator sum) {
    Vector result = Vector.create(sum.resultType(), 1);
    sum.finish(0, result, 0);
    return Cells.get(result, 0);
  }

  @Test
  void saysHowFarALongIsExceeded() {
    Accumulator sum = Accumulators.create(Function.SUM, Type.LONG);
    add(sum, Type.LONG, List.of(LARGEST, BigInteger.ONE));
    assertThatThrownBy(() -> result(sum))
        .isInstanceOf(ArithmeticException.class)
        .hasMessage("sum is 9223372036854775808, outside the 64-bit range");
    add(sum, Type.LONG, List.of(BigInteger.ONE.negate()));
    assertThat(result(sum)).isEqualTo(LARGEST);
  }

  @Test
  void saysHowFarADecimalIsExceeded() {
    Accumulator sum = Accumulators.create(Function.SUM, DECIMAL);
    add(sum, DECIMAL, List.of(NINES, BigInteger.ONE));
    assertThatThrownBy(() -> result(sum))
        .isInstanceOf(ArithmeticException.class)
        .hasMessage("sum is 1" + "0".repeat(36) + ".00, more than 38 digits");
    add(sum, DECIMAL, List.of(BigInteger.ONE.negate()));
    assertThat(result(sum)).isEqualTo(NINES);
  }

  @Test
  void comesBackFromBeyond128Bits() {
    Accumulator sum = Accumulators.create(Function.SUM, DECIMAL);
    add(sum, DECIMAL, Collections.nCopies(1000, NINES.negate()));
    add(sum, DECIMAL, Collections.nCopies(1001, NINES));
    assertThat(result(sum)).isEqualTo(NINES);
  }

  @Test
  void takesEightBytesAndAFlagAGroupWhileSumsAreSmall() {
    Accumulator sum = Accumulators.create(Function.SUM, Type.LONG);
    sum.resize(1 << 16);
    add(sum, Type.LONG, List.of(LARGEST));
    assertThat(sum.retainedBytes()).isEqualTo(9 << 16);
    add(sum, Type.LONG, List.of(LARGEST));
    assertThat(sum.retainedBytes()).isEqualTo(17 << 16);
  }
}
