package io.holdfast.aggregate;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.holdfast.record.BytesInput;
import io.holdfast.record.BytesOutput;
import java.math.BigInteger;
import net.jqwik.api.Example;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;

class LongStatePropertyTest {
  @Property
  void readsBackWhatItWroteInTheFewestBytes(
      @ForAll long bits, @ForAll @IntRange(max = 63) int shift) {
    long value = bits >> shift;
    BytesOutput out = new BytesOutput();
    LongState.write(out, value);
    assertThat(out.length()).isEqualTo(1 + BigInteger.valueOf(value).toByteArray().length);
    BytesInput in = new BytesInput().reset(out.bytes(), 0, out.length());
    assertThat(LongState.read(in, in.readByte())).isEqualTo(value);
    assertThat(in.remaining()).isZero();
  }

  @Example
  void refusesALengthThatNobodyWrites() {
    BytesInput in = new BytesInput().reset(new byte[20], 0, 20);
    assertThatThrownBy(() -> LongState.read(in, 9))
        .isInstanceOf(IllegalStateException.class)
        .hasMessage("expected the first byte of a state, got 9");
  }
}
