package io.holdfast.job.failure;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;

/** What a cluster of Hadoop 3.5.0 told, word for word but for the names of our own test classes. */
final class Told {
  private Told() {}

  /** Returns the diagnostics in a file beside this class. */
  static String by(String name) {
    try (InputStream in = Told.class.getResourceAsStream(name + ".txt")) {
      return new String(in.readAllBytes(), StandardCharsets.UTF_8).strip();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
