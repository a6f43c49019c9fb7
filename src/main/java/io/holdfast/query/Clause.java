package io.holdfast.query;

import io.holdfast.error.ErrorKind;
import io.holdfast.error.HoldfastException;

/**
 * A piece of the user's SQL and where it came from, for messages.
 *
 * @param option for example {@code --where}
 * @param text as the user wrote it
 */
record Clause(String option, String text) {
  private static final int MAX_SHOWN = 80;

  /** A mistake in the clause as a whole. */
  HoldfastException error(String message) {
    return new HoldfastException(ErrorKind.USER, "[" + option + "] " + message);
  }

  /** A mistake at an index of the text; people count from 1. */
  HoldfastException errorAt(int index, String message) {
    String place = "[" + option + " @ " + (index + 1) + "] ";
    return new HoldfastException(ErrorKind.USER, place + message);
  }

  /** Returns a part of the text, for a message; a long one loses its middle. */
  String show(int start, int end) {
    return shorten(text.substring(start, end));
  }

  static String shorten(String text) {
    int half = MAX_SHOWN / 2;
    return text.length() <= MAX_SHOWN
        ? text
        : text.substring(0, half) + " ... " + text.substring(text.length() - half);
  }
}
