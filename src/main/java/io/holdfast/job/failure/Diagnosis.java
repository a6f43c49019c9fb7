package io.holdfast.job.failure;

import io.holdfast.error.ErrorKind;
import io.holdfast.error.HoldfastException;
import java.util.List;
import java.util.Optional;

/**
 * What a text of diagnostics means.
 *
 * @param cause what it ended of
 * @param root the innermost exception that says something, or the line that says most; one line
 * @param own our own failure in it, if there is one
 * @param frames the top of the root's stack, empty where there is none
 */
public record Diagnosis(
    FailureCause cause, String root, Optional<HoldfastException> own, List<String> frames) {

  /** Reads what a task, a job or an application master told. */
  public static Diagnosis of(String text) {
    return Diagnoser.read(text);
  }

  /** Returns what happened in plain words, with the root cause where the words do not hold it. */
  public String why() {
    if (own.isPresent()) {
      return words(own.get().kind());
    }
    if (cause.words().isEmpty()) {
      return root;
    }
    return cause.words() + (root.isEmpty() ? "" : ": " + root);
  }

  /** Returns the cause in one line, the most telling part alone. */
  public String brief() {
    return own.map(HoldfastException::getMessage)
        .orElseGet(() -> cause == FailureCause.EXCEPTION || cause.words().isEmpty() ? root : why());
  }

  /** Says whether any other attempt must end the same way: the failure's kind says so. */
  public boolean isFinal() {
    return own.isPresent()
        && switch (own.get().kind()) {
          case DATA, USER, CONFLICT -> true;
          case RESOURCE, MISMATCH, BUG -> false;
        };
  }

  /** Says whether a second attempt that fails the same way proves that all do: no lack, no node. */
  public boolean isRepeatable() {
    return switch (cause) {
      case OWN -> own.orElseThrow().kind() != ErrorKind.RESOURCE;
      case EXCEPTION -> true;
      case HEAP,
          CONTAINER_MEMORY,
          KILLED_HARD,
          KILLED_SOFTLY,
          EXIT,
          TIMEOUT,
          DISK,
          SHUFFLE,
          FETCH,
          FILES,
          IDENTITY,
          LIBRARY,
          LOST_NODE,
          PREEMPTED,
          OUTRUN,
          STOPPED,
          MASTER,
          UNKNOWN ->
          false;
    };
  }

  /** Says whether it tells the record or group that it ended at, or another place of the input. */
  boolean namesPlace() {
    return own.filter(named -> named.getMessage().startsWith("[")).isPresent();
  }

  /** Returns who has to act. */
  public ErrorKind kind() {
    return own.map(HoldfastException::kind)
        .orElse(cause == FailureCause.EXCEPTION ? ErrorKind.BUG : ErrorKind.RESOURCE);
  }

  private static String words(ErrorKind kind) {
    return switch (kind) {
      case DATA -> "the input is so: every attempt reads the same";
      case USER -> "it was asked so: every attempt is asked the same";
      case CONFLICT -> "something else has the output's place";
      case RESOURCE -> "it lacked a disk, a node or memory";
      case MISMATCH -> "an output is not what its manifest says";
      case BUG -> "the program met what it does not expect";
    };
  }
}
