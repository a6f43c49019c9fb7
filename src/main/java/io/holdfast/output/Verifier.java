package io.holdfast.output;

import io.holdfast.error.ErrorKind;
import io.holdfast.error.HoldfastException;
import java.io.IOException;
import java.io.InputStream;
import java.security.MessageDigest;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import org.apache.hadoop.fs.FileStatus;
import org.apache.hadoop.fs.FileSystem;
import org.apache.hadoop.fs.Path;

/** Compares an output with its manifest, byte by byte. */
public final class Verifier {
  private static final int BUFFER_BYTES = 1 << 16;

  private final OutputStore store;

  public Verifier(FileSystem files) throws IOException {
    this.store = OutputStore.of(files);
  }

  /**
   * Reads all parts again.
   *
   * @throws HoldfastException MISMATCH, naming the first file that differs, is missing or is
   *     unexpected, in the order of names
   */
  public Verification verify(Path output) throws IOException {
    Manifest manifest = Manifest.read(store, output);
    long rows = 0;
    long bytes = 0;
    for (Part expected : manifest.parts()) {
      Path file = new Path(output, expected.name());
      Part found = measure(file, manifest.header());
      if (manifest.format() != PartFormat.TEXT) {
        found = found.withRows(expected.rows());
      }
      if (!found.equals(expected)) {
        throw mismatch(file, describe(expected), describe(found));
      }
      rows += found.rows();
      bytes += found.bytes();
    }
    for (Part expected : manifest.quarantine()) {
      Path file = new Path(output, expected.name());
      Part found = measure(file, false).withRows(expected.rows());
      if (!found.sha256().equals(expected.sha256())) {
        throw mismatch(file, describe(expected), describe(found));
      }
    }
    findUnexpected(output, manifest.parts());
    return new Verification(manifest.parts().size(), rows, bytes);
  }

  private Part measure(Path file, boolean header) throws IOException {
    if (store.status(file).filter(FileStatus::isFile).isEmpty()) {
      throw mismatch(file, "a part file", "none");
    }
    MessageDigest digest = DigestStream.newDigest();
    long bytes = 0;
    long lines = header ? -1 : 0;
    byte[] buffer = new byte[BUFFER_BYTES];
    try (InputStream in = store.open(file)) {
      for (int read = in.read(buffer); read >= 0; read = in.read(buffer)) {
        digest.update(buffer, 0, read);
        bytes += read;
        for (int i = 0; i < read; i++) {
          lines += buffer[i] == '\n' ? 1 : 0;
        }
      }
    }
    return new Part(file.getName(), lines, bytes, DigestStream.toHex(digest));
  }

  /** Readers of an output skip names that begin with _ or . and so does this. */
  private void findUnexpected(Path output, List<Part> parts) throws IOException {
    Set<String> expected = parts.stream().map(Part::name).collect(Collectors.toSet());
    for (FileStatus found : store.list(output)) {
      String name = found.getPath().getName();
      if (!name.startsWith("_") && !name.startsWith(".") && !expected.contains(name)) {
        throw mismatch(found.getPath(), "only what the manifest lists", "one more file");
      }
    }
  }

  private static String describe(Part part) {
    return "sha256 %s (%d bytes, %d rows)".formatted(part.sha256(), part.bytes(), part.rows());
  }

  private static HoldfastException mismatch(Path place, String expected, String got) {
    return new HoldfastException(
        ErrorKind.MISMATCH,
        "[%s] expected %s, got %s; try to run the query again".formatted(place, expected, got));
  }
}
