package io.holdfast.job.failure;

import java.util.List;
import java.util.regex.Pattern;

/**
 * How an attempt ended that did not succeed.
 *
 * @param attempt which
 * @param killed true where it counts as killed, not as failed
 * @param last true where its task had no other attempt
 * @param diagnosis what it means
 * @param text what the cluster told of it
 */
public record AttemptFailure(
    Attempt attempt, boolean killed, boolean last, Diagnosis diagnosis, String text) {

  /** What differs between two failures that are the same: identities, addresses, times. */
  private static final Pattern INCIDENTAL =
      Pattern.compile(
          "(attempt|task|job|application|appattempt|container)_[0-9A-Za-z_]+"
              + "|[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}"
              + "|@[0-9a-f]{4,}\\b|\\b0x[0-9a-f]+\\b|\\b[0-9a-f]{32,64}\\b"
              + "|\\d{4}-\\d\\d-\\d\\d[T ]\\d\\d:\\d\\d(:\\d\\d)?([.,]\\d+)?|\\b1[0-9]{12}\\b"
              + "|\\d+\\.\\d+\\.\\d+\\.\\d+(:\\d+)?|(?<=[A-Za-z0-9]):\\d{4,5}\\b(?!\\+)");

  /** Makes one of what the cluster told. */
  public static AttemptFailure of(Attempt attempt, boolean killed, boolean last, String text) {
    return new AttemptFailure(attempt, killed, last, Diagnosis.of(text), text);
  }

  /** Says whether two attempts ended by the same cause at the same place. */
  boolean isSameAs(AttemptFailure other) {
    return diagnosis.cause() == other.diagnosis.cause() && essence().equals(other.essence());
  }

  private List<String> essence() {
    String host = attempt.node().replaceFirst(":\\d+$", "");
    String message = diagnosis.kind() + " " + diagnosis.root();
    if (!host.isEmpty()) {
      message = message.replaceAll("\\b" + Pattern.quote(host) + "\\b", "NODE");
    }
    return List.of(
        INCIDENTAL.matcher(message).replaceAll("X"), String.join("\n", diagnosis.frames()));
  }
}
