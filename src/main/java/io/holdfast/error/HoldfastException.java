package io.holdfast.error;

import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A failure that a person can act on. Its message is one line, {@code [place] expected X, got Y;
 * try Z}, and survives being turned into text: {@link #find(String)} reads it back from a task's
 * diagnostics.
 */
public final class HoldfastException extends RuntimeException {
  private static final long serialVersionUID = 1L;
  private static final Pattern PRINTED =
      Pattern.compile(Pattern.quote(HoldfastException.class.getName()) + ": (\\w+): (\\V*)");

  private final ErrorKind kind;

  public HoldfastException(ErrorKind kind, String message) {
    this(kind, message, null);
  }

  /**
   * @param kind who has to act
   * @param message one line; line ends in it are replaced by spaces
   * @param cause what was caught, or null
   */
  public HoldfastException(ErrorKind kind, String message, Throwable cause) {
    super(message.replaceAll("\\v+", " "), cause);
    this.kind = kind;
  }

  /** A mistake in how the program was called. */
  public static HoldfastException user(String message, Object... arguments) {
    return new HoldfastException(ErrorKind.USER, String.format(message, arguments));
  }

  /** A fault in the input at a place, for example {@code file.txt @ 17}. */
  public static HoldfastException data(String place, String message, Object... arguments) {
    return new HoldfastException(
        ErrorKind.DATA, "[" + place + "] " + String.format(message, arguments));
  }

  public ErrorKind kind() {
    return kind;
  }

  @Override
  public String toString() {
    return getClass().getName() + ": " + kind + ": " + getMessage();
  }

  /** Returns the first failure of this class in a chain of causes. */
  public static Optional<HoldfastException> find(Throwable thrown) {
    for (Throwable t = thrown; t != null; t = t.getCause()) {
      if (t instanceof HoldfastException found) {
        return Optional.of(found);
      }
    }
    return Optional.empty();
  }

  /** Returns the first failure of this class in printed stack traces. */
  public static Optional<HoldfastException> find(String diagnostics) {
    Matcher matcher = PRINTED.matcher(diagnostics);
    while (matcher.find()) {
      for (ErrorKind kind : ErrorKind.values()) {
        if (kind.name().equals(matcher.group(1))) {
          return Optional.of(new HoldfastException(kind, matcher.group(2)));
        }
      }
    }
    return Optional.empty();
  }
}
