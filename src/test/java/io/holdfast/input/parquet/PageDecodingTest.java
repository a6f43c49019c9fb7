package io.holdfast.input.parquet;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.holdfast.record.BytesVector;
import io.holdfast.record.LongVector;
import io.holdfast.record.Type;
import io.holdfast.record.WideVector;
import java.io.IOException;
import java.math.BigInteger;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import org.apache.parquet.format.Encoding;
import org.apache.parquet.hadoop.metadata.CompressionCodecName;
import org.apache.parquet.schema.PrimitiveType;
import org.apache.parquet.schema.PrimitiveType.PrimitiveTypeName;
import org.apache.parquet.schema.Type.Repetition;
import org.junit.jupiter.api.Test;

/** Old, odd and hostile pages that parquet-java does not write. */
class PageDecodingTest {
  private static final PrimitiveType INT =
      new PrimitiveType(Repetition.OPTIONAL, PrimitiveTypeName.INT32, "x");

  private static Slice slice(int... bytes) {
    byte[] array = new byte[bytes.length];
    for (int i = 0; i < bytes.length; i++) {
      array[i] = (byte) bytes[i];
    }
    return new Slice(array, 0, array.length);
  }

  private static Page page(int count, Encoding encoding, Slice levels, Slice values) {
    return new Page(count, encoding, levels, values, false);
  }

  @Test
  void refusesPagesOfTooFewOrTooManyBytesBeforeTheFirstRow() {
    PageDecoder decoder = new PageDecoder(INT, ValueShape.of(Type.LONG), true);
    Slice levels = slice(3, 0b101); // two of three rows
    for (int size : new int[] {0, 4, 7, 9, 12}) {
      Slice values = slice(new int[size]);
      assertThatThrownBy(() -> decoder.begin(page(3, Encoding.PLAIN, levels, values), null))
          .isInstanceOf(Damage.class)
          .hasMessage(size + " bytes of values where 8 are needed");
    }
    PlainSlices slices = new PlainSlices();
    slices.reset(slice(1, 0, 0, 0, 'a', 0, 0, 0, 0));
    slices.requireValues(2);
    assertThatThrownBy(() -> slices.requireValues(1)).isInstanceOf(Damage.class);
    assertThatThrownBy(() -> slices.requireValues(3)).isInstanceOf(Damage.class);
    for (int size : new int[] {0, 2, 0x7fffffff, -1}) {
      slices.reset(slice(1, 0, 0, 0, 'a', size, size >> 8, size >> 16, size >> 24, 'b'));
      assertThatThrownBy(() -> slices.requireValues(2)).isInstanceOf(Damage.class);
    }
  }

  @Test
  void refusesRunsOfNoValues() {
    HybridReader runs = new HybridReader();
    for (int header : new int[] {0, 1}) {
      runs.reset(slice(2, 1, header, 0, 2, 1), 1);
      assertThatThrownBy(() -> runs.read(new int[2], 0, 2))
          .isInstanceOf(Damage.class)
          .hasMessage("a run of no values");
    }
  }

  @Test
  void readsADictionaryOfNoTexts() {
    PrimitiveType text = new PrimitiveType(Repetition.OPTIONAL, PrimitiveTypeName.BINARY, "x");
    Page none = page(0, Encoding.PLAIN, Slice.EMPTY, Slice.EMPTY);
    assertThat(Dictionary.decode(none, text, ValueShape.of(Type.BINARY)).size()).isZero();
  }

  @Test
  void readsADictionaryOfOneEntryWithIdsOfNoBits() {
    Page entries = page(1, Encoding.PLAIN, Slice.EMPTY, slice(7, 0, 0, 0));
    Dictionary dictionary = Dictionary.decode(entries, INT, ValueShape.of(Type.LONG));
    PageDecoder decoder = new PageDecoder(INT, ValueShape.of(Type.LONG), true);
    decoder.begin(page(3, Encoding.RLE_DICTIONARY, slice(3, 0b101), slice(0, 4)), dictionary);
    LongVector out = new LongVector(Type.LONG, 3);
    int[] ids = new int[3];
    decoder.read(out, 0, 3, ids);
    assertThat(ids).containsExactly(0, 1, 0);
    assertThat(out.values()[2]).isEqualTo(7);
  }

  @Test
  void refusesIdsBeyondTheDictionary() {
    Page entries = page(1, Encoding.PLAIN, Slice.EMPTY, slice(7, 0, 0, 0));
    Dictionary dictionary = Dictionary.decode(entries, INT, ValueShape.of(Type.LONG));
    PageDecoder decoder = new PageDecoder(INT, ValueShape.of(Type.LONG), false);
    decoder.begin(page(2, Encoding.RLE_DICTIONARY, Slice.EMPTY, slice(1, 4, 1)), dictionary);
    LongVector out = new LongVector(Type.LONG, 2);
    assertThatThrownBy(() -> decoder.read(out, 0, 2, new int[2]))
        .isInstanceOf(IndexOutOfBoundsException.class);
  }

  @Test
  void refusesSizesThatNothingIsBehind() {
    Page huge = page(Integer.MAX_VALUE, Encoding.PLAIN, Slice.EMPTY, slice(1, 2, 3, 4));
    assertThatThrownBy(() -> Dictionary.decode(huge, INT, ValueShape.of(Type.LONG)))
        .isInstanceOf(Damage.class)
        .hasMessageContaining("2147483647 entries");
    assertThatThrownBy(() -> page(-1, Encoding.PLAIN, Slice.EMPTY, Slice.EMPTY))
        .isInstanceOf(Damage.class);
    DeltaIntegers deltas = new DeltaIntegers(false);
    // 2^31 - 1 values in one block of 2^30, of which nothing follows.
    deltas.reset(slice(0x80, 0x80, 0x80, 0x80, 4, 1, 0xff, 0xff, 0xff, 0xff, 7, 0, 0, 64));
    assertThatThrownBy(() -> deltas.read(new LongVector(Type.LONG, 9), 0, 9))
        .isInstanceOf(Damage.class);
  }

  @Test
  void refusesToDecompressToSizesOutOfReach() throws IOException {
    try (PageDecompressor decompressor = new PageDecompressor(Rows.CONF)) {
      for (CompressionCodecName codec :
          new CompressionCodecName[] {
            CompressionCodecName.UNCOMPRESSED,
            CompressionCodecName.SNAPPY,
            CompressionCodecName.GZIP,
            CompressionCodecName.ZSTD,
            CompressionCodecName.LZ4_RAW
          }) {
        for (int size : new int[] {Integer.MAX_VALUE, -1}) {
          assertThatThrownBy(() -> decompressor.decompress(slice(9, 9, 9, 9, 9, 9), codec, size))
              .as("%s to %d", codec, size)
              .isInstanceOf(Damage.class);
        }
      }
    }
  }

  @Test
  void refusesTimestampsBeyondTheRangeOfNanoseconds() {
    for (long day : new long[] {106_751, -106_752}) {
      long nanos = day < 0 ? 86_400_000_000_000L - 1 : 0;
      BigInteger exact =
          BigInteger.valueOf(day)
              .multiply(BigInteger.valueOf(86_400_000_000_000L))
              .add(BigInteger.valueOf(nanos));
      assertThat(int96(day, nanos)).isEqualTo(exact.longValueExact());
    }
    assertThatThrownBy(() -> int96(106_752, 0))
        .isInstanceOf(Damage.class)
        .hasMessageContaining("1677 to 2262");
    assertThatThrownBy(() -> int96(-106_753, 0)).isInstanceOf(Damage.class);
    assertThatThrownBy(() -> int96(-2_440_588, 0)).isInstanceOf(Damage.class);
  }

  private static long int96(long day, long nanos) {
    ByteBuffer bytes = ByteBuffer.allocate(12).order(ByteOrder.LITTLE_ENDIAN);
    bytes.putLong(nanos).putInt((int) (day + 2_440_588));
    LongVector out = new LongVector(Type.timestamp(9), 1);
    Conversions.int96(raw(bytes.array()), 1, out, 0);
    return out.values()[0];
  }

  @Test
  void refusesDecimalsThatDoNotFit() {
    byte[] tooWide = BigInteger.ONE.shiftLeft(63).toByteArray();
    LongVector narrow = new LongVector(Type.decimal(18, 0), 1);
    assertThatThrownBy(() -> Decimals.narrow(raw(tooWide), 1, narrow, 0))
        .isInstanceOf(Damage.class);
    assertThatThrownBy(() -> Decimals.narrow(raw(new byte[0]), 1, narrow, 0))
        .isInstanceOf(Damage.class);
    WideVector wide = new WideVector(Type.decimal(38, 0), 1);
    Decimals.wide(raw(tooWide), 1, wide, 0);
    assertThat(wide.get(0)).isEqualTo(BigInteger.ONE.shiftLeft(63));
    byte[] muchTooWide = BigInteger.ONE.shiftLeft(127).toByteArray();
    assertThatThrownBy(() -> Decimals.wide(raw(muchTooWide), 1, wide, 0))
        .isInstanceOf(Damage.class);
  }

  private static BytesVector raw(byte[] value) {
    BytesVector raw = new BytesVector(Type.BINARY, 1);
    raw.append(0, value, 0, value.length);
    return raw;
  }
}
