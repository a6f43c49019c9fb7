package io.holdfast.job.failure;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The chain of exceptions in a printed stack trace.
 *
 * @param thrown the outermost first
 */
record StackText(List<Thrown> thrown) {
  private static final int FRAMES = 3;
  private static final Pattern HEAD =
      Pattern.compile(
          "(?:[A-Z][\\w ]*: |Exception in thread \"[^\"]*\" )?"
              + "((?:[a-z_]\\w*\\.)+[A-Z]\\w*(?:\\$\\w+)*)(?:: (.*))?");
  private static final Pattern FRAME = Pattern.compile("\\s+at (\\S.*)");

  /**
   * One exception.
   *
   * @param type its class
   * @param message or empty
   * @param frames the top of its stack, at most 3
   */
  record Thrown(String type, String message, List<String> frames) {
    @Override
    public String toString() {
      return message.isEmpty() ? type : type + ": " + message;
    }

    /** Says whether a name is the class's, without its package. */
    boolean isNamed(String end) {
      return type.endsWith(end);
    }
  }

  /** Reads what is there; lines that are no part of a stack trace are skipped. */
  static StackText read(String text) {
    List<Thrown> chain = new ArrayList<>();
    for (String line : text.lines().toList()) {
      Matcher frame = FRAME.matcher(line);
      Matcher head = HEAD.matcher(line);
      if (frame.matches()) {
        List<String> frames = chain.isEmpty() ? List.of() : chain.get(chain.size() - 1).frames();
        if (!chain.isEmpty() && frames.size() < FRAMES) {
          frames.add(frame.group(1));
        }
      } else if (head.matches()) {
        String message = Optional.ofNullable(head.group(2)).orElse("").strip();
        chain.add(new Thrown(head.group(1), message, new ArrayList<>()));
      }
    }
    return new StackText(chain);
  }

  /** Returns the innermost exception that says something, or else the innermost. */
  Optional<Thrown> root() {
    for (int i = thrown.size() - 1; i >= 0; i--) {
      if (!thrown.get(i).message().isEmpty()) {
        return Optional.of(thrown.get(i));
      }
    }
    return thrown.isEmpty() ? Optional.empty() : Optional.of(thrown.get(thrown.size() - 1));
  }

  /** Says whether one of the chain has a class of this name. */
  boolean has(String typeEnd) {
    return thrown.stream().anyMatch(one -> one.isNamed(typeEnd));
  }
}
