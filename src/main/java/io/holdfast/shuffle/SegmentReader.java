package io.holdfast.shuffle;

import java.io.Closeable;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.util.Arrays;
import java.util.Locale;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.fs.FSDataInputStream;
import org.apache.hadoop.io.DataInputBuffer;
import org.apache.hadoop.io.IOUtils;
import org.apache.hadoop.io.WritableUtils;
import org.apache.hadoop.io.compress.CodecPool;
import org.apache.hadoop.io.compress.CompressionCodec;
import org.apache.hadoop.io.compress.Decompressor;
import org.apache.hadoop.mapred.IFile;
import org.apache.hadoop.mapred.IFileInputStream;

/**
 * Reads the records of a segment in blocks: {@link IFile.Reader} asks its stream, which locks and
 * checks, for each byte of a length.
 */
final class SegmentReader implements Closeable {
  private static final int MAX_LENGTH_BYTES = 1 + Integer.BYTES;

  /** A JVM's largest array is a little shorter than the largest int. */
  private static final int MAX_BYTES = Integer.MAX_VALUE - Long.BYTES;

  private final FSDataInputStream raw;
  private final IFileInputStream checked;
  private final InputStream in;
  private final int mostBytes;
  private Decompressor decompressor;
  private byte[] block;
  private int filled;
  private int keyAt;
  private int keyLength;
  private int stateLength;
  private boolean stateInBlock;
  private int groupAt;
  private long head;

  /**
   * Begins before the first record.
   *
   * @param raw at the segment's first byte, decrypted
   * @param length its bytes, with the checksum
   * @param rawLength its bytes where they are not compressed
   * @param codec of the segment; may be null
   * @param blockBytes what to read at once
   */
  SegmentReader(
      Configuration conf,
      FSDataInputStream raw,
      long length,
      long rawLength,
      CompressionCodec codec,
      int blockBytes)
      throws IOException {
    this.raw = raw;
    checked = new IFileInputStream(raw, length, conf);
    decompressor = codec == null ? null : CodecPool.getDecompressor(codec);
    // A codec without one writes as it is: see IFile.Writer.
    in = decompressor == null ? checked : codec.createInputStream(checked, decompressor);
    mostBytes = (int) Math.min(rawLength, MAX_BYTES);
    block = new byte[(int) Math.min(rawLength, blockBytes)];
  }

  /**
   * Goes to the next record; false behind the last one.
   *
   * @throws IOException if the segment is damaged, as its checksum tells, or cannot be read
   */
  boolean next() throws IOException {
    keyAt += keyLength + (stateInBlock ? stateLength : 0);
    keyLength = 0;
    stateInBlock = false;
    fill(2 * MAX_LENGTH_BYTES);
    int key = readLength();
    int state = readLength();
    if (key == IFile.EOF_MARKER && state == IFile.EOF_MARKER) {
      return false;
    }
    // A damaged length is told before the checksum is: memory for it may not be there.
    boolean sane = key > 0 && state > 0 && key + (long) state <= mostBytes;
    boolean fits = sane && key + state <= block.length;
    if (!sane || !fill(fits ? key + state : key)) {
      throw new EOFException(
          String.format(Locale.ROOT, "a record of %d and %d bytes in a segment", key, state));
    }
    int header = WritableUtils.decodeVIntSize(block[keyAt]);
    if (header > key) {
      throw new EOFException("a key that ends in its length");
    }
    keyLength = key;
    stateLength = state;
    stateInBlock = fits;
    groupAt = keyAt + header;
    head = Long.reverseBytes(KeyHash.head(block, groupAt, key - header));
    return true;
  }

  /** Reads a number as {@link WritableUtils#writeVInt} writes it. */
  private int readLength() throws IOException {
    int size = keyAt < filled ? WritableUtils.decodeVIntSize(block[keyAt]) : 1;
    if (size > MAX_LENGTH_BYTES || size > filled - keyAt) {
      throw new EOFException("a segment that ends in the length of a record");
    }
    if (size == 1) {
      return block[keyAt++];
    }
    boolean negative = WritableUtils.isNegativeVInt(block[keyAt]);
    int value = 0;
    for (int i = keyAt + 1; i < keyAt + size; i++) {
      value = value << Byte.SIZE | block[i] & 0xff;
    }
    keyAt += size;
    return negative ? ~value : value;
  }

  /** Has so many bytes in the block, from the position on; false where the segment has fewer. */
  private boolean fill(int wanted) throws IOException {
    if (wanted <= filled - keyAt) {
      return true;
    }
    byte[] target = wanted > block.length ? new byte[wanted] : block;
    filled -= keyAt;
    System.arraycopy(block, keyAt, target, 0, filled);
    block = target;
    keyAt = 0;
    filled += read(block, filled, block.length - filled);
    return wanted <= filled;
  }

  /** Reads bytes, fewer only at the segment's end; returns how many. */
  private int read(byte[] target, int start, int count) throws IOException {
    int done = 0;
    while (done < count) {
      int n = IOUtils.wrappedReadForCompressedData(in, target, start + done, count - done);
      if (n < 0) {
        break;
      }
      done += n;
    }
    return done;
  }

  /** Compares the groups of two records, in the order of {@link GroupKey}. */
  int compareTo(SegmentReader other) {
    if (head != other.head) {
      return Long.compareUnsigned(head, other.head);
    }
    return Arrays.compareUnsigned(
        block,
        groupAt,
        keyAt + keyLength,
        other.block,
        other.groupAt,
        other.keyAt + other.keyLength);
  }

  /** Points at the serialised key, until the next record. */
  void getKey(DataInputBuffer key) {
    key.reset(block, keyAt, keyLength);
  }

  /**
   * Points at the serialised state, until the next record. To be called once a record: a state that
   * is longer than a block is read then, so that only one of all segments is in memory.
   *
   * @param spare to read such a state into
   * @return the same array, or a longer one in its place
   */
  byte[] getState(DataInputBuffer state, byte[] spare) throws IOException {
    int begin = keyAt + keyLength;
    if (stateInBlock) {
      state.reset(block, begin, stateLength);
      return spare;
    }
    byte[] target = spare.length < stateLength ? new byte[stateLength] : spare;
    int done = filled - begin;
    System.arraycopy(block, begin, target, 0, done);
    filled = begin;
    if (done + read(target, done, stateLength - done) < stateLength) {
      throw new EOFException("a segment that ends in a state");
    }
    state.reset(target, 0, stateLength);
    return target;
  }

  /** Returns the bytes of the segment that were read. */
  long position() {
    return checked.getPosition();
  }

  /**
   * Closes the segment's file.
   *
   * @throws IOException if what was not read yet does not match the checksum
   */
  @Override
  public void close() throws IOException {
    try {
      in.close();
    } finally {
      raw.close();
      if (decompressor != null) {
        decompressor.reset();
        CodecPool.returnDecompressor(decompressor);
        decompressor = null;
      }
    }
  }
}
