package io.holdfast.input.parquet;

import io.holdfast.error.ErrorKind;
import io.holdfast.error.HoldfastException;
import java.io.ByteArrayInputStream;
import java.io.EOFException;
import java.io.IOException;
import java.util.Arrays;
import java.util.Locale;
import org.apache.hadoop.fs.ChecksumException;
import org.apache.hadoop.fs.FSDataInputStream;
import org.apache.hadoop.fs.Path;
import org.apache.parquet.format.converter.ParquetMetadataConverter;
import org.apache.parquet.hadoop.metadata.ParquetMetadata;

/** Reads footers: thrift, its length in 4 bytes, and the four letters PAR1 at a file's end. */
final class FooterReader {
  private static final int MAGIC_BYTES = 4;
  private static final int TAIL_BYTES = Integer.BYTES + MAGIC_BYTES;
  private static final String MAGIC = "PAR1";
  private static final String ENCRYPTED_MAGIC = "PARE";
  private static final String REMEDY = "; try to write or copy the file again";

  private final Path path;
  private final FSDataInputStream file;
  private final long length;

  /**
   * @param file the open file, which is left open
   * @param length the file's bytes
   */
  FooterReader(Path path, FSDataInputStream file, long length) {
    this.path = path;
    this.file = file;
    this.length = length;
  }

  /**
   * Reads the footer.
   *
   * @throws HoldfastException of kind DATA if the file is not Parquet or its footer is damaged
   * @throws IOException if the file system fails
   */
  Footer read() throws IOException {
    if (length == 0) {
      throw HoldfastException.data(
          path + " @ 0", "expected a Parquet file, got an empty one%s", REMEDY);
    }
    byte[] head = readAt(0, (int) Math.min(length, MAGIC_BYTES));
    byte[] tail = readAt(Math.max(0, length - TAIL_BYTES), (int) Math.min(length, TAIL_BYTES));
    requireMagic(text(head), tail);
    int size = PackedBits.intAt(tail, 0);
    long start = length - TAIL_BYTES - Integer.toUnsignedLong(size);
    if (size <= 0 || start < MAGIC_BYTES) {
      throw HoldfastException.data(
          path + " @ " + (length - TAIL_BYTES),
          "expected the length of a Parquet footer, got %s in a file of %d bytes%s",
          Integer.toUnsignedString(size),
          length,
          REMEDY);
    }
    return parse(start, readAt(start, size));
  }

  private void requireMagic(String head, byte[] tail) {
    String end =
        text(Arrays.copyOfRange(tail, Math.max(0, tail.length - MAGIC_BYTES), tail.length));
    if (end.equals(ENCRYPTED_MAGIC) || head.equals(ENCRYPTED_MAGIC)) {
      throw HoldfastException.data(
          path + " @ 0", "expected a plain Parquet file, got an encrypted one; try to decrypt it");
    }
    if (!head.equals(MAGIC)) {
      throw HoldfastException.data(
          path + " @ 0",
          "expected a Parquet file, got one that begins with '%s'; try another --format",
          head);
    }
    if (!end.equals(MAGIC) || length < MAGIC_BYTES + TAIL_BYTES) {
      throw HoldfastException.data(
          path + " @ " + Math.max(0, length - MAGIC_BYTES),
          "expected 'PAR1' at the end of a Parquet file, got '%s': it was cut short%s",
          end,
          REMEDY);
    }
  }

  /** Returns bytes as text, with those that are not printable ASCII as {@code \x00}. */
  private static String text(byte[] bytes) {
    StringBuilder text = new StringBuilder();
    for (byte b : bytes) {
      text.append(b >= ' ' && b <= '~' ? String.valueOf((char) b) : hex(b));
    }
    return text.toString();
  }

  private static String hex(byte b) {
    return String.format(Locale.ROOT, "\\x%02x", b);
  }

  private Footer parse(long start, byte[] bytes) {
    try {
      ParquetMetadata metadata =
          new ParquetMetadataConverter()
              .readParquetMetadata(
                  new ByteArrayInputStream(bytes), ParquetMetadataConverter.NO_FILTER);
      return new Footer(start, metadata.getFileMetaData().getSchema(), metadata.getBlocks());
    } catch (IOException | RuntimeException | StackOverflowError | OutOfMemoryError e) {
      // The bytes are in memory already: what fails here is what they say, a list of 2^30 columns
      // too.
      throw new HoldfastException(
          ErrorKind.DATA,
          "[" + path + " @ " + start + "] expected a Parquet footer, got " + e + REMEDY,
          e);
    }
  }

  private byte[] readAt(long position, int count) throws IOException {
    byte[] bytes = new byte[count];
    try {
      file.readFully(position, bytes);
    } catch (EOFException | ChecksumException e) {
      throw new HoldfastException(
          ErrorKind.DATA,
          "[" + path + " @ " + position + "] expected " + count + " bytes, got " + e + REMEDY,
          e);
    }
    return bytes;
  }
}
