package io.holdfast.fault;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Duration;
import java.util.Locale;

/** Keeps a table of all cases that ran: {@code fault-matrix.md} in the build's directory. */
final class FaultReport {
  private static final Path FILE = Path.of(System.getProperty("java.io.tmpdir"), "fault-matrix.md");
  private static final double MS = 1e3;
  private static final String HEADER =
      "Seed "
          + Strikes.SEED
          + "\n\n| row | took | of the clean run | expected | seen | without retries |\n"
          + "|---|---|---|---|---|---|\n"
          + "| 37 | | | not applicable: no format has rows of its own yet | | |\n"
          + "| 41 local | | | not applicable: nothing is tried twice there | | |\n";

  static {
    try {
      Files.writeString(FILE, HEADER);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private FaultReport() {}

  /** Adds a row: which, how long, how long as a multiple of the clean run, what came of it. */
  static void add(
      String row, String expected, String seen, Duration took, Duration clean, String died)
      throws IOException {
    double seconds = took.toMillis() / MS;
    String line =
        String.format(
            Locale.ROOT,
            "| %s | %.1f s | %.2f | %s | %s | %s |%n",
            row,
            seconds,
            seconds * MS / clean.toMillis(),
            expected,
            seen,
            died);
    Files.write(FILE, line.getBytes(StandardCharsets.UTF_8), StandardOpenOption.APPEND);
  }
}
