package io.holdfast.error;

import java.util.List;
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
  private final transient List<String> details;

  public HoldfastException(ErrorKind kind, String message) {
    this(kind, message, null);
  }

  /**
   * @param kind who has to act
   * @param message one line; line ends in it are replaced by spaces
   * @param cause what was caught, or null
   */
  public HoldfastException(ErrorKind kind, String message, Throwable cause) {
    this(kind, message, cause, List.of());
  }

  /**
   * @param kind who has to act
   * @param message the first line
   * @param cause what was caught, or null
   * @param details lines that a person may read after the first
   */
  public HoldfastException(ErrorKind kind, String message, Throwable cause, List<String> details) {
    super(oneLine(message), cause);
    this.kind = kind;
    this.details = details.stream().map(HoldfastException::oneLine).toList();
  }

  private static String oneLine(String text) {
    return text.replaceAll("\\v+", " ");
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

  /**
   * Gives what nobody expected its place. An exception that names its place already stays as it is.
   * One is a lack of something where a file, a network, a key, a library or the JVM's memory is
   * behind it, any other a bug.
   *
   * @param expected for example {@code the row to be processed}
   */
  public static HoldfastException unexpected(String place, String expected, Throwable thrown) {
    if (thrown instanceof HoldfastException named) {
      return named;
    }
    ErrorKind kind = Lack.isBehind(thrown) ? ErrorKind.RESOURCE : ErrorKind.BUG;
    return new HoldfastException(
        kind,
        String.format(
            "[%s] expected %s, got %s; try %s",
            place, expected, thrown, kind == ErrorKind.BUG ? "reporting it as a bug" : "again"),
        thrown);
  }

  public ErrorKind kind() {
    return kind;
  }

  /** Returns the lines after the first: where, why, and what next; often none. */
  public List<String> details() {
    return details == null ? List.of() : details;
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
