package io.holdfast.job.failure;

import java.util.List;
import java.util.Optional;

/**
 * Why no other attempt can help.
 *
 * @param failures the one whose kind of failure says so, or the two that failed the same way
 */
public record Proof(List<AttemptFailure> failures) {

  /**
   * Says whether a failure proves it, by its kind or together with an earlier one of its task.
   * Where they do not name the record that they failed at, the node may be the reason: then both of
   * one node prove nothing.
   *
   * @param earlier all failures before it
   */
  public static Optional<Proof> find(List<AttemptFailure> earlier, AttemptFailure failure) {
    if (failure.killed()) {
      return Optional.empty();
    }
    if (failure.diagnosis().isFinal()) {
      return Optional.of(new Proof(List.of(failure)));
    }
    return earlier.stream()
        .filter(first -> failure.diagnosis().isRepeatable())
        .filter(first -> !first.killed() && first.attempt().isOfSameTask(failure.attempt()))
        .filter(first -> first.isSameAs(failure))
        .filter(
            first ->
                failure.diagnosis().namesPlace()
                    || !first.attempt().isOnSameNode(failure.attempt()))
        .findFirst()
        .map(first -> new Proof(List.of(first, failure)));
  }

  /** Returns the attempt that the report is about. */
  public AttemptFailure failure() {
    return failures.get(failures.size() - 1);
  }

  /** Tells the proof in a line. */
  String words() {
    Attempt first = failures.get(0).attempt();
    Attempt second = failure().attempt();
    if (failures.size() == 1) {
      return "one attempt failed, and the job was ended: no other attempt can do better";
    }
    String nodes =
        first.node().equals(second.node())
            ? "both on " + first.nodeOrUnknown()
            : "on " + first.nodeOrUnknown() + " and " + second.nodeOrUnknown();
    return "the same failure in two attempts, "
        + nodes
        + ", and the job was ended: no other attempt can do better";
  }
}
