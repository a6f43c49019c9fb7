package io.holdfast.input.parquet;

import io.holdfast.record.BytesVector;
import io.holdfast.record.DoubleVector;
import io.holdfast.record.LongVector;
import io.holdfast.record.Vector;

/**
 * BYTE_STREAM_SPLIT: the first bytes of all values, then their second bytes, and so on. For FLOAT,
 * DOUBLE, INT32, INT64 and FIXED_LEN_BYTE_ARRAY.
 */
final class SplitStreams extends ValueReader {
  private final int width;
  private final byte[] value;
  private int values;
  private int next;

  SplitStreams(int width) {
    this.width = width;
    this.value = new byte[width];
  }

  @Override
  void reset(Slice slice) {
    super.reset(slice);
    if (slice.length() % width != 0) {
      throw new Damage("%d bytes for values of %d bytes", slice.length(), width);
    }
    values = slice.length() / width;
    next = 0;
  }

  @Override
  void read(Vector out, int row, int count) {
    if (count > values - next) {
      throw new Damage("%d values where %d are needed", values - next, count);
    }
    for (int i = 0; i < count; i++) {
      if (out instanceof BytesVector bytes) {
        readBytes(bytes, row + i);
      } else if (out instanceof DoubleVector doubles) {
        doubles.values()[row + i] = toDouble(readBits());
      } else {
        ((LongVector) out).values()[row + i] = width == Long.BYTES ? readBits() : (int) readBits();
      }
      next++;
    }
  }

  private long readBits() {
    long bits = 0;
    for (int stream = width - 1; stream >= 0; stream--) {
      bits = bits << Byte.SIZE | in.bytes()[in.position() + stream * values + next] & 0xff;
    }
    return bits;
  }

  private double toDouble(long bits) {
    return width == Double.BYTES ? Double.longBitsToDouble(bits) : Float.intBitsToFloat((int) bits);
  }

  private void readBytes(BytesVector out, int row) {
    for (int stream = 0; stream < width; stream++) {
      value[stream] = in.bytes()[in.position() + stream * values + next];
    }
    out.append(row, value, 0, width);
  }

  @Override
  void requireValues(int count) {
    requireBytes((long) count * width);
  }
}
