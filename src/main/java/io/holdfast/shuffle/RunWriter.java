package io.holdfast.shuffle;

import io.holdfast.record.Pulse;
import java.io.IOException;
import org.apache.hadoop.fs.FSDataOutputStream;
import org.apache.hadoop.fs.FileSystem;
import org.apache.hadoop.fs.Path;
import org.apache.hadoop.io.DataInputBuffer;
import org.apache.hadoop.io.IOUtils;
import org.apache.hadoop.io.WritableUtils;
import org.apache.hadoop.io.compress.CompressionCodec;
import org.apache.hadoop.mapred.Counters;
import org.apache.hadoop.mapred.IFile;
import org.apache.hadoop.mapred.IndexRecord;
import org.apache.hadoop.mapred.JobConf;
import org.apache.hadoop.mapred.SpillRecord;
import org.apache.hadoop.mapreduce.CryptoUtils;
import org.apache.hadoop.mapreduce.security.IntermediateEncryptedStream;

/**
 * Writes a run: a segment for each partition in one file, as Hadoop's shuffle reads them ({@link
 * IFile}). Records are put together in blocks, since Hadoop's streams lock and check each call.
 */
final class RunWriter {
  private static final int BLOCK_BYTES = 1 << 16;

  private static final int MAX_LENGTH_BYTES = 1 + Integer.BYTES;

  /** The first byte of a number of n bytes behind it is this minus n + 1. */
  private static final int FIRST_OF_LONG = -111;

  private final JobConf conf;
  private final Path file;
  private final CompressionCodec codec;
  private final Counters.Counter spilled;
  private final Pulse pulse;
  private final SpillRecord index;
  private final FSDataOutputStream out;
  private final byte[] block = new byte[BLOCK_BYTES];
  private int filled;
  private int partition = -1;
  private long start;
  private FSDataOutputStream segmentOut;
  private IFile.Writer<GroupKey, PartialState> segment;

  /**
   * Creates the file.
   *
   * @param codec compresses each segment; may be null
   * @param spilled counts the records
   * @param pulse called for each block
   */
  RunWriter(
      JobConf conf,
      FileSystem fs,
      Path file,
      CompressionCodec codec,
      Counters.Counter spilled,
      Pulse pulse)
      throws IOException {
    this.conf = conf;
    this.file = file;
    this.codec = codec;
    this.spilled = spilled;
    this.pulse = pulse;
    this.index = new SpillRecord(conf.getNumReduceTasks());
    this.out = fs.create(file);
  }

  Path file() {
    return file;
  }

  /**
   * Appends a record behind all others.
   *
   * @return the bytes of the serialised key and state
   */
  long append(int partition, GroupKey key, PartialState state) throws IOException {
    int keyLength = WritableUtils.getVIntSize(key.length()) + key.length();
    int stateLength = WritableUtils.getVIntSize(state.length()) + state.length();
    begin(partition, keyLength, stateLength);
    putLength(key.length());
    put(key.bytes(), key.start(), key.length());
    putLength(state.length());
    put(state.bytes(), 0, state.length());
    return (long) keyLength + stateLength;
  }

  /** Appends a record that is serialised. */
  void append(int partition, DataInputBuffer key, DataInputBuffer state) throws IOException {
    int keyLength = key.getLength() - key.getPosition();
    int stateLength = state.getLength() - state.getPosition();
    begin(partition, keyLength, stateLength);
    put(key.getData(), key.getPosition(), keyLength);
    put(state.getData(), state.getPosition(), stateLength);
  }

  private void begin(int recordPartition, int keyLength, int stateLength) throws IOException {
    if (recordPartition != partition) {
      skipTo(recordPartition);
    }
    putLength(keyLength);
    putLength(stateLength);
    segment.updateCountersForExternalAppend(
        (long) WritableUtils.getVIntSize(keyLength)
            + WritableUtils.getVIntSize(stateLength)
            + keyLength
            + stateLength);
  }

  /** Ends segments, those of partitions without records too, and begins one. */
  private void skipTo(int next) throws IOException {
    while (partition < next) {
      endSegment();
      partition++;
      if (partition < index.size()) {
        beginSegment();
      }
    }
  }

  private void beginSegment() throws IOException {
    start = out.getPos();
    segmentOut = IntermediateEncryptedStream.wrapIfNecessary(conf, out, false, file);
    // Without classes it makes no serialisers, which it looks up anew for each segment.
    segment = new IFile.Writer<>(conf, segmentOut, null, null, codec, spilled);
  }

  private void endSegment() throws IOException {
    if (segment == null) {
      return;
    }
    writeBlock();
    segment.close();
    if (segmentOut != out) {
      segmentOut.close();
    }
    int padding = CryptoUtils.cryptoPadding(conf);
    index.putIndex(
        new IndexRecord(
            start, segment.getRawLength() + padding, segment.getCompressedLength() + padding),
        partition);
    segment = null;
  }

  /** Writes a number as {@link WritableUtils#writeVInt} does; lengths are not negative. */
  private void putLength(int length) throws IOException {
    if (BLOCK_BYTES - filled < MAX_LENGTH_BYTES) {
      writeBlock();
    }
    int size = WritableUtils.getVIntSize(length);
    if (size == 1) {
      block[filled++] = (byte) length;
      return;
    }
    block[filled++] = (byte) (FIRST_OF_LONG - size);
    for (int i = size - 2; i >= 0; i--) {
      block[filled++] = (byte) (length >>> i * Byte.SIZE);
    }
  }

  private void put(byte[] bytes, int from, int count) throws IOException {
    if (count > BLOCK_BYTES - filled) {
      writeBlock();
    }
    if (count > BLOCK_BYTES) {
      segment.getOutputStream().write(bytes, from, count);
    } else {
      System.arraycopy(bytes, from, block, filled, count);
      filled += count;
    }
  }

  private void writeBlock() throws IOException {
    segment.getOutputStream().write(block, 0, filled);
    filled = 0;
    pulse.beat();
  }

  /** Ends all segments and the file; returns where they are. */
  SpillRecord finish() throws IOException {
    skipTo(index.size());
    out.close();
    return index;
  }

  /** Closes the file as it is; it is of no use. */
  void abandon() {
    IOUtils.closeStream(out);
  }
}
