package io.holdfast.input.parquet;

/**
 * Reads integers kept as packed differences (parquet-format, Encodings, DELTA_BINARY_PACKED = 5).
 * Sums wrap around at 64 bits, as the format wants.
 */
final class DeltaReader {
  private final ByteCursor in = new ByteCursor();
  private int miniblocks;
  private int miniblockSize;
  private long remaining;
  private boolean atFirst;
  private long value;
  private long leastDelta;
  private int widthsAt;
  private int miniblock;
  private int left;
  private int width;
  private long bit;

  void reset(Slice slice) {
    in.reset(slice);
    int blockSize = in.readSize();
    miniblocks = in.readSize();
    remaining = in.readSize();
    value = in.readZigZag();
    if (miniblocks == 0 || blockSize % miniblocks != 0) {
      throw new Damage("blocks of %d values in %d parts", blockSize, miniblocks);
    }
    miniblockSize = blockSize / miniblocks;
    if (miniblockSize == 0 || miniblockSize % Byte.SIZE != 0) {
      throw new Damage("parts of %d values", miniblockSize);
    }
    atFirst = true;
    miniblock = miniblocks;
    left = 0;
  }

  /** Reads the next values. */
  void read(long[] out, int at, int count) {
    if (count > remaining) {
      throw new Damage("%d differences where %d are needed", remaining, count);
    }
    int i = at;
    if (atFirst && count > 0) {
      atFirst = false;
      remaining--;
      out[i++] = value;
    }
    while (i < at + count) {
      if (left == 0) {
        nextMiniblock();
      }
      int n = Math.min(left, at + count - i);
      for (int k = 0; k < n; k++, i++, bit += width) {
        value += leastDelta + PackedBits.fieldAt(in.bytes(), bit, width);
        out[i] = value;
      }
      left -= n;
      remaining -= n;
    }
  }

  /** Steps over all values of a fresh reader and returns where the bytes behind them begin. */
  int skipAll() {
    remaining--;
    while (remaining > 0) {
      nextMiniblock();
      remaining -= left;
    }
    return in.position();
  }

  private void nextMiniblock() {
    if (miniblock == miniblocks) {
      leastDelta = in.readZigZag();
      widthsAt = in.skip(miniblocks);
      miniblock = 0;
    }
    width = in.bytes()[widthsAt + miniblock++];
    if (width < 0 || width > Long.SIZE) {
      throw new Damage("differences of %d bits", width);
    }
    left = miniblockSize;
    bit = (long) in.position() * Byte.SIZE;
    long needed = (Math.min(left, remaining) * width + Byte.SIZE - 1) / Byte.SIZE;
    if (needed > in.remaining()) {
      throw new Damage("a part of differences that ends early");
    }
    in.skip(Math.min((long) miniblockSize / Byte.SIZE * width, in.remaining()));
  }
}
