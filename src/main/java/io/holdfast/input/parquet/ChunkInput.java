package io.holdfast.input.parquet;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import org.apache.hadoop.fs.ChecksumException;
import org.apache.hadoop.fs.FSDataInputStream;

/**
 * The bytes of one column chunk after the other, through a buffer of its own, so that several
 * columns can be read from one open file by turns. A failing file system is an {@link
 * UncheckedIOException}, so that no decoder in between takes it for damaged data.
 */
final class ChunkInput extends InputStream {
  /** Enough for a page header behind a chunk's stated end. */
  private static final int LEAST_BUFFER = 1 << 13;

  /** What Hadoop's file systems keep a checksum of. */
  private static final int CHECKED_BYTES = 512;

  private final FSDataInputStream file;
  private final long limit;
  private final int mostBuffer;
  private byte[] buffer = {};
  private long filled;
  private int at;
  private int size;
  private long start;
  private long end;

  /**
   * @param limit the file offset that nothing is read behind
   * @param bufferSize the most bytes to read ahead
   */
  ChunkInput(FSDataInputStream file, long limit, int bufferSize) {
    this.file = file;
    this.limit = limit;
    this.mostBuffer = bufferSize;
  }

  /** Goes to a chunk. Its last page may reach behind its end: old writers got the size wrong. */
  void open(long chunkStart, long chunkSize) {
    int wanted = (int) Math.min(mostBuffer, Math.max(chunkSize, LEAST_BUFFER));
    if (buffer.length < wanted) {
      buffer = new byte[wanted];
    }
    start = chunkStart;
    end = Math.min(limit, chunkStart + chunkSize);
    at = 0;
    size = 0;
    filled = chunkStart;
  }

  /** Returns the file offset of the next byte. */
  long position() {
    return filled - size + at;
  }

  /** Goes to a file offset in or behind the chunk. */
  void seek(long position) {
    if (position >= filled - size && position <= filled) {
      at = (int) (position - filled + size);
    } else {
      filled = position;
      at = 0;
      size = 0;
    }
  }

  /** Returns the chunk's first byte. */
  long start() {
    return start;
  }

  /** Returns the offset behind the chunk's stated end. */
  long end() {
    return end;
  }

  /** Returns some bytes that lie anywhere; none where they cannot be read. */
  byte[] peek(long position, int count) {
    if (position < 0 || position >= limit) {
      return new byte[0];
    }
    byte[] bytes = new byte[(int) Math.max(0, Math.min(count, limit - position))];
    try {
      readAt(position, bytes, 0, bytes.length);
      return bytes;
    } catch (Damage e) {
      return new byte[0];
    }
  }

  /** Returns the bytes of a page between here and the limit, which no sane size exceeds. */
  private long remaining() {
    return Math.min(limit, end + LEAST_BUFFER) - position();
  }

  @Override
  public int read() {
    return at < size || fill() ? buffer[at++] & 0xff : -1;
  }

  @Override
  public int read(byte[] out, int start, int count) {
    if (count == 0) {
      return 0;
    }
    if (at == size && !fill()) {
      return -1;
    }
    int n = Math.min(count, size - at);
    System.arraycopy(buffer, at, out, start, n);
    at += n;
    return n;
  }

  /** Reads bytes that must be there. */
  byte[] readBytes(int count) {
    if (count < 0 || count > remaining()) {
      throw new Damage("a page of %d bytes where the column chunk has %d", count, remaining());
    }
    byte[] bytes = new byte[count];
    int done = Math.min(count, size - at);
    System.arraycopy(buffer, at, bytes, 0, done);
    at += done;
    if (done < count && count - done < buffer.length) {
      fill();
      // Whatever the end of the chunk is, the limit lets the rest be read.
      int n = Math.min(count - done, size - at);
      System.arraycopy(buffer, at, bytes, done, n);
      at += n;
      done += n;
    }
    if (done < count) {
      readAt(filled, bytes, done, count - done);
      filled += count - done;
    }
    return bytes;
  }

  private boolean fill() {
    long ahead = Math.min(buffer.length, Math.max(end - filled, LEAST_BUFFER));
    int count = (int) Math.min(ahead, limit - filled);
    at = 0;
    size = 0;
    if (count <= 0) {
      return false;
    }
    try {
      readAt(filled, buffer, 0, count);
    } catch (Damage e) {
      // What is damaged may lie far ahead, in a page to come: try the next few bytes alone.
      count = (int) Math.min(count, CHECKED_BYTES - filled % CHECKED_BYTES);
      readAt(filled, buffer, 0, count);
    }
    filled += count;
    size = count;
    return true;
  }

  private void readAt(long position, byte[] out, int start, int count) {
    try {
      file.readFully(position, out, start, count);
    } catch (ChecksumException e) {
      throw new Damage("bytes that do not match the file system's checksum");
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
