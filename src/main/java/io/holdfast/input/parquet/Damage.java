package io.holdfast.input.parquet;

import java.util.Locale;

/** What was found wrong in a page or a footer, before the place of it is known. */
final class Damage extends RuntimeException {
  private static final long serialVersionUID = 1L;

  /**
   * The message completes the sentence "expected a readable page, got ..."; it depends on the bytes
   * alone, not on how many rows are read at a time.
   */
  Damage(String message, Object... arguments) {
    super(String.format(Locale.ROOT, message, arguments));
  }
}
