package io.holdfast.input.text;

import io.holdfast.error.HoldfastException;
import io.holdfast.input.text.ArchiveStream.RawStream;
import io.holdfast.record.Pulse;
import java.io.IOException;
import java.io.InputStream;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import org.apache.commons.compress.compressors.bzip2.BZip2CompressorInputStream;
import org.apache.commons.compress.compressors.gzip.GzipCompressorInputStream;

/**
 * The compressed formats that are read. Both decoders check every checksum, read files of several
 * members, and fail on a file that is cut short; Hadoop's own for bzip2 steps over what it cannot
 * read.
 */
enum Archive {
  GZIP(".gz"),
  BZIP2(".bz2");

  /** Endings of compressed files that would be taken for text. */
  private static final Set<String> REFUSED =
      Set.of(".zst", ".lz4", ".snappy", ".deflate", ".lzo", ".xz", ".zip", ".7z", ".br");

  private final String ending;

  Archive(String ending) {
    this.ending = ending;
  }

  /**
   * Returns the format that a file's name tells, or nothing for a plain file.
   *
   * @throws HoldfastException of kind USER for a compressed format that is not read
   */
  static Optional<Archive> of(String path) {
    String name = path.toLowerCase(Locale.ROOT);
    for (Archive archive : values()) {
      if (name.endsWith(archive.ending)) {
        return Optional.of(archive);
      }
    }
    if (REFUSED.stream().anyMatch(name::endsWith)) {
      throw HoldfastException.user(
          "[%s] expected a plain, .gz or .bz2 file, got another compressed one; try decompressing it",
          path);
    }
    return Optional.empty();
  }

  /** Decodes a file; whatever is wrong with it is told as bad data, with the file's path. */
  InputStream open(String path, InputStream file, Pulse pulse) {
    RawStream raw = new RawStream(file);
    return new ArchiveStream(path, raw, () -> decoder(raw), pulse);
  }

  private InputStream decoder(InputStream raw) throws IOException {
    return switch (this) {
      case GZIP -> new GzipCompressorInputStream(raw, true);
      case BZIP2 -> new BZip2CompressorInputStream(raw, true);
    };
  }
}
