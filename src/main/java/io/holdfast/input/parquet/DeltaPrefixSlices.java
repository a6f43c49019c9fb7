package io.holdfast.input.parquet;

import io.holdfast.record.Batch;
import io.holdfast.record.BytesVector;
import io.holdfast.record.Vector;
import java.util.Arrays;

/**
 * DELTA_BYTE_ARRAY: how many bytes each value shares with the one before it, then what follows them
 * as in DELTA_LENGTH_BYTE_ARRAY.
 */
final class DeltaPrefixSlices extends ValueReader {
  private final DeltaReader prefixes = new DeltaReader();
  private final DeltaReader suffixes = new DeltaReader();
  private final long[] shared = new long[Batch.MAX_ROWS];
  private final long[] added = new long[Batch.MAX_ROWS];
  private byte[] last = {};
  private int lastLength;

  @Override
  void reset(Slice values) {
    super.reset(values);
    lastLength = 0;
    if (values.length() > 0) {
      prefixes.reset(values);
      Slice rest = values.skip(prefixes.skipAll() - values.start());
      suffixes.reset(rest);
      in.skip(suffixes.skipAll() - values.start());
      prefixes.reset(values);
      suffixes.reset(rest);
    }
  }

  @Override
  void read(Vector out, int row, int count) {
    if (count == 0) {
      return;
    }
    BytesVector rows = (BytesVector) out;
    prefixes.read(shared, 0, count);
    suffixes.read(added, 0, count);
    for (int i = 0; i < count; i++) {
      next(shared[i], added[i]);
      rows.append(row + i, last, 0, lastLength);
    }
  }

  private void next(long prefix, long suffix) {
    if (prefix < 0 || prefix > lastLength) {
      throw new Damage("a value that shares %d bytes with one of %d", prefix, lastLength);
    }
    int from = in.skip(suffix);
    int length = Math.toIntExact(prefix + suffix);
    if (length > last.length) {
      last = Arrays.copyOf(last, Math.max(length, (int) Math.min(1 << 30, last.length * 2L)));
    }
    System.arraycopy(in.bytes(), from, last, (int) prefix, (int) suffix);
    lastLength = length;
  }
}
