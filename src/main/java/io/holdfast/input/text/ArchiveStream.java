package io.holdfast.input.text;

import io.holdfast.error.ErrorKind;
import io.holdfast.error.HoldfastException;
import io.holdfast.record.Pulse;
import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.util.Objects;

/**
 * The decompressed content of an archive. What the codec cannot decode becomes a DATA error that
 * names the file; what the file system cannot read stays an {@link IOException}, worth another
 * attempt.
 */
final class ArchiveStream extends InputStream {
  private final String path;
  private final RawStream raw;
  private final Decoder decoder;
  private final Pulse pulse;
  private InputStream decoded;
  private long decompressed;

  /** Opens the decoder at the first read: it may fail on the first bytes already. */
  ArchiveStream(String path, RawStream raw, Decoder decoder, Pulse pulse) {
    this.path = path;
    this.raw = raw;
    this.decoder = decoder;
    this.pulse = pulse;
  }

  @Override
  public int read(byte[] bytes, int start, int length) throws IOException {
    try {
      if (decoded == null) {
        decoded = decoder.open();
      }
      int read = decoded.read(bytes, start, length);
      decompressed += Math.max(read, 0);
      if (read > 0) { // A few bytes may decode to gigabytes: the file's own beats are too rare.
        pulse.beat();
      }
      return read;
    } catch (IOException | RuntimeException e) {
      if (raw.failed) {
        throw e;
      }
      throw new HoldfastException(
          ErrorKind.DATA,
          String.format(
              "[%s @ %d (decompressed)] expected a whole compressed file, got a damaged or truncated"
                  + " one (%s); try fetching or compressing it again",
              path, decompressed, Objects.requireNonNullElse(e.getMessage(), "it ends too early")),
          e);
    }
  }

  @Override
  public int read() throws IOException {
    byte[] one = new byte[1];
    return read(one, 0, 1) < 0 ? -1 : one[0] & 0xff;
  }

  @Override
  public void close() throws IOException {
    raw.close();
  }

  /** Starts to decode. */
  @FunctionalInterface
  interface Decoder {
    InputStream open() throws IOException;
  }

  /** The compressed bytes; remembers whether reading them failed. */
  static final class RawStream extends FilterInputStream {
    private boolean failed;

    RawStream(InputStream in) {
      super(in);
    }

    @Override
    public int read() throws IOException {
      try {
        return super.read();
      } catch (IOException e) {
        failed = true;
        throw e;
      }
    }

    @Override
    public int read(byte[] bytes, int start, int length) throws IOException {
      try {
        return super.read(bytes, start, length);
      } catch (IOException e) {
        failed = true;
        throw e;
      }
    }
  }
}
