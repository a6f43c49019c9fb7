package io.holdfast.record;

import java.util.Arrays;

/** TEXT and BINARY values: slices of one byte array, which may be somebody else's buffer. */
public final class BytesVector extends Vector {
  private static final int FIRST_CAPACITY = 256;

  private final int[] starts;
  private final int[] lengths;
  private byte[] data = {};
  private boolean owned;
  private int used;

  public BytesVector(Type type, int capacity) {
    super(type, capacity);
    this.starts = new int[capacity];
    this.lengths = new int[capacity];
  }

  /** Returns the array that the slices are in. It may change with every batch and every append. */
  public byte[] data() {
    return data;
  }

  public int[] starts() {
    return starts;
  }

  public int[] lengths() {
    return lengths;
  }

  @Override
  public void clear() {
    super.clear();
    used = 0;
  }

  /** Lets the rows be slices of a buffer that stays as it is until the next batch. */
  public void wrap(byte[] buffer) {
    data = buffer;
    owned = false;
  }

  /** Makes a row a slice of the wrapped buffer. */
  public void setSlice(int row, int start, int length) {
    starts[row] = start;
    lengths[row] = length;
  }

  /** Copies bytes behind those of the rows appended before. */
  public void append(int row, byte[] source, int start, int length) {
    if (!owned) {
      data = new byte[FIRST_CAPACITY];
      owned = true;
      used = 0;
    }
    if (length > data.length - used) {
      data = Arrays.copyOf(data, Math.max(Math.addExact(used, length), data.length * 2));
    }
    System.arraycopy(source, start, data, used, length);
    setSlice(row, used, length);
    used += length;
  }

  /** Returns the bytes of the first rows together; nulls may count. */
  public long totalLength(int rows) {
    long total = 0;
    for (int row = 0; row < rows; row++) {
      total += lengths[row];
    }
    return total;
  }

  /** Returns the bytes that the rows appended since {@link #clear()} take. */
  public int appendedBytes() {
    return used;
  }

  /** Copies one value out. */
  public byte[] get(int row) {
    return Arrays.copyOfRange(data, starts[row], starts[row] + lengths[row]);
  }

  @Override
  void moveValue(int from, int to) {
    setSlice(to, starts[from], lengths[from]);
  }
}
