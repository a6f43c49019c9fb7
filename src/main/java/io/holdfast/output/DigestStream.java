package io.holdfast.output;

import java.io.IOException;
import java.io.OutputStream;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;

/** Passes bytes on and keeps their SHA-256 and number. Not thread-safe. */
final class DigestStream extends OutputStream {
  private final MessageDigest digest = newDigest();
  private final OutputStream out;
  private long bytes;

  DigestStream(OutputStream out) {
    this.out = out;
  }

  static MessageDigest newDigest() {
    try {
      return MessageDigest.getInstance("SHA-256");
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every Java platform has SHA-256", e);
    }
  }

  static String toHex(MessageDigest digest) {
    return HexFormat.of().formatHex(digest.digest());
  }

  @Override
  public void write(int value) throws IOException {
    write(new byte[] {(byte) value}, 0, 1);
  }

  @Override
  public void write(byte[] source, int start, int length) throws IOException {
    out.write(source, start, length);
    digest.update(source, start, length);
    bytes += length;
  }

  @Override
  public void flush() throws IOException {
    out.flush();
  }

  @Override
  public void close() throws IOException {
    out.close();
  }

  long bytes() {
    return bytes;
  }

  /** Returns the digest as 64 lower-case hexadecimal digits, once: it starts again after that. */
  String sha256() {
    return toHex(digest);
  }
}
