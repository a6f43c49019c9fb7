package io.holdfast.shuffle;

import static org.assertj.core.api.Assertions.assertThat;

import io.holdfast.record.BytesOutput;
import io.holdfast.record.Place;
import java.util.Comparator;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.constraints.LongRange;
import net.jqwik.api.constraints.Size;

class BadRecordPropertyTest {
  private static final Comparator<Place> ORDER =
      Comparator.comparing(Place::file)
          .thenComparing(Place::rowGroup)
          .thenComparing(Place::position);

  @Provide
  Arbitrary<Place> places() {
    return Combinators.combine(
            Arbitraries.strings().withChars('a', 'b', '/').ofMaxLength(4),
            Arbitraries.longs().between(-1, 3),
            Arbitraries.longs().between(0, Long.MAX_VALUE))
        .as(Place::new);
  }

  @Property
  void readsBackWhatItWrote(
      @ForAll("places") Place place,
      @ForAll @LongRange(min = 0) long length,
      @ForAll String reason,
      @ForAll @Size(max = 40) byte[] raw) {
    PartialState value = new PartialState();
    new BadRecord(place, length, reason, raw).writeValue(value.begin());
    BadRecord read = BadRecord.read(key(place), value);
    assertThat(read.place()).isEqualTo(place);
    assertThat(read.length()).isEqualTo(length);
    assertThat(read.raw()).isEqualTo(raw);
    // A lone surrogate has no UTF-8.
    assertThat(read.reason()).isEqualTo(reason.replaceAll("\\p{Cs}", "?"));
  }

  @Property
  void sortsByPlaceBehindAllGroups(@ForAll("places") Place one, @ForAll("places") Place other) {
    assertThat(Integer.signum(key(one).compareTo(key(other))))
        .isEqualTo(Integer.signum(ORDER.compare(one, other)));
    GroupKey group = new GroupKey();
    group.set(new byte[] {KeyEncoder.PRESENT, -1, -1}, 0, 3);
    assertThat(group.isBadRecord()).isFalse();
    assertThat(group.compareTo(key(one))).isNegative();
    assertThat(key(one).isBadRecord()).isTrue();
  }

  private static GroupKey key(Place place) {
    BytesOutput bytes = new BytesOutput();
    new BadRecord(place, 0, "", new byte[0]).writeKey(bytes);
    GroupKey key = new GroupKey();
    key.set(bytes.bytes(), 0, bytes.length());
    return key;
  }
}
