package io.holdfast.shuffle;

import static org.assertj.core.api.Assertions.assertThat;

import io.holdfast.record.BytesOutput;
import io.holdfast.record.BytesVector;
import io.holdfast.record.DoubleVector;
import io.holdfast.record.LongVector;
import io.holdfast.record.Type;
import io.holdfast.record.Vector;
import io.holdfast.record.WideVector;
import java.math.BigInteger;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;

/** Encoded keys are ordered and equal as the keys are, and can be decoded. */
class KeyEncoderPropertyTest {
  private static final List<Type> TYPES =
      List.of(Type.BINARY, Type.LONG, Type.DOUBLE, Type.decimal(38, 2), Type.TEXT);

  /** A key of one column of each storage; null is the absence of a value. */
  record Key(byte[] binary, Long number, Double real, BigInteger decimal, String text) {}

  private final Vector[] columns =
      TYPES.stream().map(type -> Vector.create(type, 1)).toArray(Vector[]::new);

  @Property(tries = 2000)
  void orderOfBytesIsOrderOfKeys(@ForAll("keys") Key a, @ForAll("keys") Key b) {
    assertThat(Integer.signum(Arrays.compareUnsigned(encode(a), encode(b))))
        .isEqualTo(Integer.signum(ORDER.compare(a, b)));
  }

  @Property(tries = 2000)
  void decodingGivesTheKeyBack(@ForAll("keys") Key key) {
    byte[] bytes = encode(key);
    GroupKey group = new GroupKey();
    group.set(bytes, 0, bytes.length);
    for (Vector column : columns) {
      column.clear();
    }
    new KeyDecoder(columns).decode(group, 0);
    assertThat(encodeColumns()).isEqualTo(bytes);
    if (key.text() != null) {
      assertThat(new String(((BytesVector) columns[4]).get(0), StandardCharsets.UTF_8))
          .isEqualTo(key.text());
    }
    if (key.number() != null) {
      assertThat(((LongVector) columns[1]).values()[0]).isEqualTo(key.number());
    }
    if (key.decimal() != null) {
      assertThat(((WideVector) columns[3]).get(0)).isEqualTo(key.decimal());
    }
    if (key.real() != null) {
      assertThat(Double.valueOf(((DoubleVector) columns[2]).values()[0]))
          .isEqualTo(Double.valueOf(key.real() + 0.0));
    }
  }

  private static final Comparator<Double> REALS =
      Comparator.comparing(value -> value == 0 ? 0.0 : value);

  private static final Comparator<Key> ORDER =
      Comparator.comparing(Key::binary, Comparator.nullsFirst(Arrays::compareUnsigned))
          .thenComparing(Key::number, Comparator.nullsFirst(Comparator.naturalOrder()))
          .thenComparing(Key::real, Comparator.nullsFirst(REALS))
          .thenComparing(Key::decimal, Comparator.nullsFirst(Comparator.naturalOrder()))
          .thenComparing(
              key -> key.text() == null ? null : utf8(key.text()),
              Comparator.nullsFirst(Arrays::compareUnsigned));

  private byte[] encode(Key key) {
    for (Vector column : columns) {
      column.clear();
      column.setNull(0);
    }
    if (key.binary() != null) {
      columns[0].clear();
      ((BytesVector) columns[0]).append(0, key.binary(), 0, key.binary().length);
    }
    if (key.number() != null) {
      columns[1].clear();
      ((LongVector) columns[1]).values()[0] = key.number();
    }
    if (key.real() != null) {
      columns[2].clear();
      ((DoubleVector) columns[2]).values()[0] = key.real();
    }
    if (key.decimal() != null) {
      columns[3].clear();
      ((WideVector) columns[3]).set(0, key.decimal());
    }
    if (key.text() != null) {
      columns[4].clear();
      ((BytesVector) columns[4]).append(0, utf8(key.text()), 0, utf8(key.text()).length);
    }
    return encodeColumns();
  }

  private byte[] encodeColumns() {
    BytesOutput out = new BytesOutput();
    new KeyEncoder(columns).encode(0, out);
    return Arrays.copyOf(out.bytes(), out.length());
  }

  private static byte[] utf8(String text) {
    return text.getBytes(StandardCharsets.UTF_8);
  }

  @Provide
  Arbitrary<Key> keys() {
    Arbitrary<byte[]> binary =
        Arbitraries.of((byte) 0, (byte) 1, (byte) 0xff, (byte) 'a')
            .array(byte[].class)
            .ofMaxSize(4);
    Arbitrary<Long> number =
        Arbitraries.oneOf(Arbitraries.longs(), Arbitraries.of(-1L, 0L, 1L, Long.MIN_VALUE));
    Arbitrary<Double> real =
        Arbitraries.oneOf(
            Arbitraries.doubles(),
            Arbitraries.of(
                0.0,
                -0.0,
                Double.NaN,
                Double.POSITIVE_INFINITY,
                Double.NEGATIVE_INFINITY,
                4.9e-324));
    Arbitrary<BigInteger> decimal =
        Arbitraries.bigIntegers().between(BigInteger.TEN.pow(38).negate(), BigInteger.TEN.pow(38));
    Arbitrary<String> text = Arbitraries.of("", "\0", "a", "a\0", "ab", "ä", "😀", "\uffff");
    return Combinators.combine(
            binary.injectNull(0.2),
            number.injectNull(0.2),
            real.injectNull(0.2),
            decimal.injectNull(0.2),
            text.injectNull(0.2))
        .as(Key::new);
  }
}
