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

  private final IFileInputStream checked;
  private final InputStream in;
  private final long mostBytes;
  private Decompressor decompressor;
  private byte[] block;
  private int filled;
  private int keyAt;
  private int keyLength;
  private int stateLength;
  private int groupAt;
  private long head;

  /**
   * Begins before the first record.
   *
   * @param raw at the segment's first byte, decrypted
   * @param length its bytes, with the checksum
   * @param codec of the segment; may be null
   * @param blockBytes what to read at once
   */
  SegmentReader(
      Configuration conf,
      FSDataInputStream raw,
      long length,
      CompressionCodec codec,
      int blockBytes)
      throws IOException {
    checked = new IFileInputStream(raw, length, conf);
    decompressor = codec == null ? null : CodecPool.getDecompressor(codec);
    in = codec == null ? checked : codec.createInputStream(checked, decompressor);
    mostBytes = codec == null ? Math.min(length, MAX_BYTES) : MAX_BYTES;
    block = new byte[blockBytes];
  }

  /**
   * Goes to the next record; false behind the last one.
   *
   * @throws IOException if the segment is damaged, as its checksum tells, or cannot be read
   */
  boolean next() throws IOException {
    keyAt += keyLength + stateLength;
    keyLength = 0;
    stateLength = 0;
    fill(2 * MAX_LENGTH_BYTES);
    int key = readLength();
    int state = readLength();
    if (key == IFile.EOF_MARKER && state == IFile.EOF_MARKER) {
      return false;
    }
    // A damaged length is told before the checksum is: memory for it may not be there.
    if (key <= 0 || state <= 0 || key + (long) state > mostBytes || !fill(key + state)) {
      throw new EOFException(
          String.format(Locale.ROOT, "a record of %d and %d bytes in a segment", key, state));
    }
    int header = WritableUtils.decodeVIntSize(block[keyAt]);
    if (header > key) {
      throw new EOFException("a key that ends in its length");
    }
    keyLength = key;
    stateLength = state;
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
    while (filled < block.length) {
      int read = IOUtils.wrappedReadForCompressedData(in, block, filled, block.length - filled);
      if (read < 0) {
        break;
      }
      filled += read;
    }
    return wanted <= filled;
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

  /** Points at the serialised state, until the next record. */
  void getState(DataInputBuffer state) {
    state.reset(block, keyAt + keyLength, stateLength);
  }

  /** Returns the bytes of the segment that were read. */
  long position() {
    return checked.getPosition();
  }

  @Override
  public void close() throws IOException {
    in.close();
    if (decompressor != null) {
      decompressor.reset();
      CodecPool.returnDecompressor(decompressor);
      decompressor = null;
    }
  }
}
