package io.holdfast.input.parquet;

import static org.assertj.core.api.Assertions.assertThat;

import io.holdfast.record.BytesVector;
import io.holdfast.record.LongVector;
import io.holdfast.record.Type;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.Size;
import org.apache.parquet.bytes.HeapByteBufferAllocator;
import org.apache.parquet.column.values.ValuesWriter;
import org.apache.parquet.column.values.delta.DeltaBinaryPackingValuesWriterForInteger;
import org.apache.parquet.column.values.delta.DeltaBinaryPackingValuesWriterForLong;
import org.apache.parquet.column.values.deltalengthbytearray.DeltaLengthByteArrayValuesWriter;
import org.apache.parquet.column.values.deltastrings.DeltaByteArrayWriter;
import org.apache.parquet.column.values.rle.RunLengthBitPackingHybridEncoder;
import org.apache.parquet.io.api.Binary;

/** What parquet-java's encoders write comes back, read in steps of any size. */
class EncodingPropertyTest {
  private static final int BUFFER = 64;
  private static final int CAPACITY = 1 << 20;

  @Property
  void hybridRuns(
      @ForAll @IntRange(min = 0, max = 32) int width,
      @ForAll @Size(max = 300) List<@IntRange(min = 0, max = 3) Integer> kinds,
      @ForAll @IntRange(min = 1, max = 50) int step)
      throws IOException {
    int mask = width == 32 ? -1 : (1 << width) - 1;
    List<Integer> values = new ArrayList<>();
    for (int i = 0; i < kinds.size(); i++) {
      // Kind 0 is a long run, the others are single values.
      for (int n = kinds.get(i) == 0 ? i % 40 : 1; n > 0; n--) {
        values.add(i * 0x9e3779b9 & mask);
      }
    }
    RunLengthBitPackingHybridEncoder encoder =
        new RunLengthBitPackingHybridEncoder(
            width, BUFFER, CAPACITY, new HeapByteBufferAllocator());
    for (int value : values) {
      encoder.writeInt(value);
    }
    HybridReader reader = new HybridReader();
    reader.reset(slice(encoder.toBytes().toInputStream().readAllBytes()), width);
    int[] read = new int[values.size()];
    for (int at = 0; at < read.length; at += step) {
      reader.read(read, at, Math.min(step, read.length - at));
    }
    assertThat(read).containsExactly(values.stream().mapToInt(v -> v).toArray());
  }

  @Property
  void deltaLongs(
      @ForAll @Size(max = 500) List<Long> values, @ForAll @IntRange(min = 1, max = 200) int step)
      throws IOException {
    ValuesWriter writer =
        new DeltaBinaryPackingValuesWriterForLong(BUFFER, CAPACITY, new HeapByteBufferAllocator());
    values.forEach(writer::writeLong);
    assertThat(readLongs(new DeltaIntegers(false), writer, values.size(), step)).isEqualTo(values);
  }

  @Property
  void deltaInts(
      @ForAll @Size(max = 500) List<Integer> values, @ForAll @IntRange(min = 1, max = 200) int step)
      throws IOException {
    ValuesWriter writer =
        new DeltaBinaryPackingValuesWriterForInteger(
            BUFFER, CAPACITY, new HeapByteBufferAllocator());
    values.forEach(writer::writeInteger);
    assertThat(readLongs(new DeltaIntegers(true), writer, values.size(), step))
        .isEqualTo(values.stream().map(Integer::longValue).toList());
  }

  @Property
  void deltaLengths(@ForAll @Size(max = 300) List<@Size(max = 9) byte[]> values)
      throws IOException {
    ValuesWriter writer =
        new DeltaLengthByteArrayValuesWriter(BUFFER, CAPACITY, new HeapByteBufferAllocator());
    values.forEach(value -> writer.writeBytes(Binary.fromConstantByteArray(value)));
    requireBytes(new DeltaLengthSlices(), writer, values);
  }

  @Property
  void deltaPrefixes(@ForAll @Size(max = 300) List<@Size(max = 9) byte[]> values)
      throws IOException {
    ValuesWriter writer = new DeltaByteArrayWriter(BUFFER, CAPACITY, new HeapByteBufferAllocator());
    values.forEach(value -> writer.writeBytes(Binary.fromConstantByteArray(value)));
    requireBytes(new DeltaPrefixSlices(), writer, values);
  }

  private static List<Long> readLongs(ValueReader reader, ValuesWriter writer, int size, int step)
      throws IOException {
    reader.reset(slice(writer.getBytes().toInputStream().readAllBytes()));
    LongVector read = new LongVector(Type.LONG, size);
    for (int at = 0; at < size; at += step) {
      reader.read(read, at, Math.min(step, size - at));
    }
    List<Long> values = new ArrayList<>();
    for (long value : read.values()) {
      values.add(value);
    }
    return values;
  }

  private static void requireBytes(ValueReader reader, ValuesWriter writer, List<byte[]> values)
      throws IOException {
    reader.reset(slice(writer.getBytes().toInputStream().readAllBytes()));
    BytesVector read = new BytesVector(Type.BINARY, values.size());
    reader.read(read, 0, values.size() / 2);
    reader.read(read, values.size() / 2, values.size() - values.size() / 2);
    for (int i = 0; i < values.size(); i++) {
      assertThat(read.get(i)).isEqualTo(values.get(i));
    }
  }

  private static Slice slice(byte[] bytes) {
    // Bytes before and behind the slice must not matter.
    byte[] padded = new byte[bytes.length + 5];
    System.arraycopy(bytes, 0, padded, 2, bytes.length);
    padded[0] = padded[1] = padded[padded.length - 1] = (byte) 0xff;
    return new Slice(padded, 2, bytes.length + 2);
  }
}
