package io.holdfast.aggregate;

import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.holdfast.record.BytesInput;
import io.holdfast.record.BytesOutput;
import org.junit.jupiter.api.Test;

class CountTest {
  @Test
  void refusesToCountBeyond64Bits() {
    Accumulator count = Accumulators.create(Function.COUNT_ROWS, null);
    count.resize(1);
    BytesOutput out = new BytesOutput();
    out.writeVarLong(Long.MAX_VALUE);
    count.merge(0, new BytesInput().reset(out.bytes(), 0, out.length()));
    assertThatThrownBy(() -> count.add(null, new int[1], new int[1], 1))
        .isInstanceOf(ArithmeticException.class);
    assertThatThrownBy(() -> count.merge(0, new BytesInput().reset(new byte[] {1}, 0, 1)))
        .isInstanceOf(ArithmeticException.class)
        .hasMessage("count is 9223372036854775808, outside the 64-bit range");
  }
}
