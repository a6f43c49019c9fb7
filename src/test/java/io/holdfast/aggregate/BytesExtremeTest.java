package io.holdfast.aggregate;

import static org.assertj.core.api.Assertions.assertThat;

import io.holdfast.record.BytesVector;
import io.holdfast.record.Type;
import io.holdfast.record.Vector;
import java.util.List;
import org.junit.jupiter.api.Test;

class BytesExtremeTest {
  private static final int LONG_TEXT = 10_000;

  private final Accumulator least = Accumulators.create(Function.MIN, Type.TEXT);

  private void add(int group, String hex) {
    least.add(Cells.vector(Type.TEXT, List.of(hex)), new int[1], new int[] {group}, 1);
  }

  private Object result(int group) {
    Vector result = Vector.create(Type.TEXT, 1);
    least.finish(group, result, 0);
    return Cells.get(result, 0);
  }

  @Test
  void comparesUnsignedBytes() {
    least.resize(2);
    add(0, "80");
    add(0, "7fff");
    add(1, "7f");
    add(1, "");
    assertThat(result(0)).isEqualTo("7fff");
    assertThat(result(1)).isEqualTo("");
  }

  @Test
  void givesBackALongArrayForAShortValue() {
    least.resize(1);
    add(0, "ff".repeat(LONG_TEXT));
    assertThat(least.retainedBytes()).isGreaterThan(LONG_TEXT);
    for (int first = 0xfe; first > 0; first--) {
      add(0, Integer.toHexString(0x100 | first).substring(1) + "00".repeat(first));
    }
    assertThat(least.retainedBytes()).isLessThan(500);
    assertThat(result(0)).isEqualTo("0100");
  }

  @Test
  void keepsNothingOfTheVector() {
    least.resize(1);
    Vector vector = Cells.vector(Type.TEXT, List.of("0102"));
    least.add(vector, new int[1], new int[1], 1);
    ((BytesVector) vector).data()[0] = 9;
    assertThat(result(0)).isEqualTo("0102");
  }
}
