package io.holdfast.shuffle;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.holdfast.config.MaxBad;
import io.holdfast.record.BytesOutput;
import io.holdfast.record.Place;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;

class TallyTest {
  @Test
  void mergesCountsAndTheFirstPlaces() {
    Tally merged =
        Tally.mergeAll(
            List.of(tally(10, 5, 7, 40), tally(20, 10, 3), tally(30, 30), tally(1, 0, 9)));
    assertThat(merged.get(FlowCounter.RECORDS_IN)).isEqualTo(61);
    assertThat(merged.get(FlowCounter.RECORDS_COUNTED)).isEqualTo(45);
    assertThat(merged.get(FlowCounter.RECORDS_FILTERED)).isEqualTo(12);
    assertThat(merged.get(FlowCounter.RECORDS_QUARANTINED)).isEqualTo(4);
    assertThatCode(() -> merged.require(MaxBad.parse("4"))).doesNotThrowAnyException();
    assertThatThrownBy(() -> merged.require(MaxBad.parse("3")))
        .hasMessage(
            "[f @ 3] expected at most 3 malformed records, got 4 of 61, the first at f @ 3 and"
                + " f @ 7 and f @ 9; try --max-bad 4");
  }

  @Test
  void aPercentageIsCheckedOfTheWholeAlone() {
    Tally one = Tally.mergeAll(List.of(tally(4, 0, 1, 2, 3)));
    assertThatCode(() -> one.requireSoFar(MaxBad.parse("50%"))).doesNotThrowAnyException();
    assertThatThrownBy(() -> one.require(MaxBad.parse("50%"))).hasMessageContaining("got 3 of 4");
    assertThatThrownBy(() -> one.requireSoFar(MaxBad.parse("2")))
        .hasMessageContaining(
            "got more in a part of the input, the first at f @ 1 and f @ 2 and f @ 3;");
  }

  @Test
  void valuesCrossTheShuffleAsOftenAsTheyMust() {
    PartialState first = new PartialState();
    Tally tally = new Tally();
    tally.addValues(Integer.MAX_VALUE, 1);
    tally.addValues(Integer.MAX_VALUE, 0);
    tally.addValues(3, 5);
    tally.write(first.begin());
    Tally combined = Tally.mergeAll(List.of(first, tally(10, 5, 7)));
    PartialState second = new PartialState();
    combined.write(second.begin());
    Tally merged = Tally.mergeAll(List.of(second, first));
    assertThat(merged.get(FlowCounter.VALUES_NULL)).isEqualTo(2 * (2L * Integer.MAX_VALUE + 3));
    assertThat(merged.get(FlowCounter.VALUES_NAN)).isEqualTo(12);
    assertThat(merged.get(FlowCounter.RECORDS_IN)).isEqualTo(10);
    assertThat(merged.get(FlowCounter.RECORDS_QUARANTINED)).isEqualTo(1);
  }

  /** A task that read so many rows, of which so many passed, with malformed ones at offsets. */
  private static PartialState tally(int read, int passed, long... badOffsets) {
    Tally tally = new Tally();
    for (long offset : badOffsets) {
      BytesOutput key = new BytesOutput();
      new BadRecord(Place.inText("f", offset), 1, "", new byte[0]).writeKey(key);
      tally.addBad(Arrays.copyOf(key.bytes(), key.length()));
    }
    tally.addBatch(read, passed, badOffsets.length);
    PartialState state = new PartialState();
    tally.write(state.begin());
    return state;
  }
}
