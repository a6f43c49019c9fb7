package io.holdfast.input.parquet;

import java.util.Arrays;

/**
 * Reads the hybrid of run lengths and packed bits that Parquet keeps levels and dictionary ids in
 * (parquet-format, Encodings, RLE = 3).
 */
final class HybridReader {
  private static final int GROUP = 8;

  private final ByteCursor in = new ByteCursor();
  private int width;
  private boolean packed;
  private long left;
  private int value;
  private long bit;

  /**
   * @param slice the runs
   * @param width bits a number, 0 to 32
   */
  void reset(Slice slice, int width) {
    if (width < 0 || width > Integer.SIZE) {
      throw new Damage("numbers of %d bits", width);
    }
    in.reset(slice);
    this.width = width;
    left = 0;
  }

  /** Reads the next numbers; one of 32 bits may come out negative. */
  void read(int[] out, int at, int count) {
    int done = 0;
    while (done < count) {
      int n = inRun(count - done);
      if (packed) {
        PackedBits.unpack(in.bytes(), bit, width, out, at + done, n);
        bit += (long) n * width;
      } else {
        Arrays.fill(out, at + done, at + done + n, value);
      }
      done += n;
    }
  }

  /** Reads the next numbers, at most 64 of one bit each, the first into the lowest bit. */
  long readBits(int count) {
    long bits = 0;
    int done = 0;
    while (done < count) {
      int n = inRun(count - done);
      long some = packed ? PackedBits.fieldAt(in.bytes(), bit, n) : -value & -1L >>> Long.SIZE - n;
      bits |= some << done;
      bit += n;
      done += n;
    }
    return bits;
  }

  /** Takes so many of the next numbers as one run has, and returns how many these are. */
  private int inRun(int wanted) {
    if (left == 0) {
      nextRun();
    }
    int n = (int) Math.min(left, wanted);
    if (packed) {
      requireBits(n);
    }
    left -= n;
    return n;
  }

  private void nextRun() {
    int header = in.readSize();
    if (header >>> 1 == 0) {
      throw new Damage("a run of no values");
    }
    packed = (header & 1) == 1;
    if (packed) {
      left = (long) (header >>> 1) * GROUP;
      bit = (long) in.position() * Byte.SIZE;
      // Some writers cut the last group short: only what is read must be there.
      in.skip(Math.min((long) (header >>> 1) * width, in.remaining()));
    } else {
      left = header >>> 1;
      value = readValue();
    }
  }

  private int readValue() {
    int size = (width + Byte.SIZE - 1) / Byte.SIZE;
    int start = in.skip(size);
    long read = 0;
    for (int i = 0; i < size; i++) {
      read |= (in.bytes()[start + i] & 0xffL) << i * Byte.SIZE;
    }
    if (read >>> width != 0) {
      throw new Damage("the number %d in %d bits", read, width);
    }
    return (int) read;
  }

  private void requireBits(int count) {
    if (bit + (long) count * width > (long) in.end() * Byte.SIZE) {
      throw new Damage("a packed run that ends early");
    }
  }
}
