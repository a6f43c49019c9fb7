package io.holdfast.job.failure;

import io.holdfast.error.ErrorKind;
import io.holdfast.error.HoldfastException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A job's failure as a person reads it: what, where, why, tries, next.
 *
 * @param application the id that {@code yarn logs} takes
 * @param attemptsAllowed of a task, of maps and of reduces
 * @param failures all attempts that ended badly, in their order
 * @param proof why the job was ended early, if it was
 * @param ofJob what the job itself tells
 */
public record FailureReport(
    String application,
    AttemptsAllowed attemptsAllowed,
    List<AttemptFailure> failures,
    Optional<Proof> proof,
    String ofJob) {
  private static final Pattern FAILED_TASK =
      Pattern.compile("Task failed task_\\d+_\\d+_([mr])_(\\d+)");
  private static final Pattern MASTERS = Pattern.compile("failed (\\d+) times.*? due to ");
  private static final Pattern PLACE = Pattern.compile("^\\[([^\\]]+)\\]");

  /** How often a task may be tried. */
  public record AttemptsAllowed(int map, int reduce) {
    int of(AttemptFailure failure) {
      return failure.attempt().stage().equals("map") ? map : reduce;
    }
  }

  /** Makes the exception that carries the lines. */
  public HoldfastException explain() {
    return first().map(this::explain).orElseGet(this::explainJob);
  }

  /**
   * Returns the first cause: what was proved, or else what the failed task died of first. A job
   * that says nothing is taken to have died of the task that failed last.
   */
  private Optional<AttemptFailure> first() {
    if (proof.isPresent()) {
      return proof.map(Proof::failure);
    }
    List<AttemptFailure> failed = failures.stream().filter(failure -> !failure.killed()).toList();
    return failed.stream()
        .filter(this::isOfFailedTask)
        .findFirst()
        .or(() -> failed.stream().filter(AttemptFailure::last).findFirst())
        .or(() -> ofJob.isBlank() ? failed.stream().reduce((one, next) -> next) : Optional.empty())
        .flatMap(
            found ->
                failed.stream()
                    .filter(other -> other.attempt().isOfSameTask(found.attempt()))
                    .findFirst());
  }

  private boolean isOfFailedTask(AttemptFailure failure) {
    Matcher task = FAILED_TASK.matcher(ofJob);
    return task.find()
        && failure.attempt().stage().equals(task.group(1).equals("m") ? "map" : "reduce")
        && failure.attempt().task() == Integer.parseInt(task.group(2));
  }

  private HoldfastException explain(AttemptFailure failure) {
    Diagnosis diagnosis = failure.diagnosis();
    String message = diagnosis.own().map(HoldfastException::getMessage).orElse(null);
    if (message == null) {
      message = firstLine(failure.attempt().name(), diagnosis);
    }
    String place = "";
    Matcher bracket = PLACE.matcher(message);
    if (diagnosis.own().isPresent() && bracket.find()) {
      place = ", at " + bracket.group(1);
    }
    return exception(
        diagnosis,
        message,
        failure.text(),
        List.of(
            "where: " + failure.attempt().name() + place,
            "why: " + diagnosis.why(),
            "tries: " + tries(failure),
            "next: " + next(diagnosis)));
  }

  private HoldfastException explainJob() {
    Diagnosis diagnosis = Diagnosis.of(ofJob);
    String message = diagnosis.own().map(HoldfastException::getMessage).orElse(null);
    return exception(
        diagnosis,
        message == null ? firstLine(application, diagnosis) : message,
        ofJob,
        List.of(
            "where: " + placeInJob(diagnosis),
            "why: " + diagnosis.why(),
            "tries: " + (failures.isEmpty() ? "no task attempt failed" : others(failures)),
            "next: " + next(diagnosis)));
  }

  private String placeInJob(Diagnosis diagnosis) {
    Matcher attempts = MASTERS.matcher(ofJob);
    if (diagnosis.cause() == FailureCause.MASTER && attempts.find()) {
      String number = attempts.group(1);
      return "application master, after "
          + (number.equals("1") ? "1 attempt" : number + " attempts");
    }
    if (ofJob.startsWith("Job commit failed")) {
      return "job commit";
    }
    return ofJob.startsWith("Job setup failed") ? "job setup" : "job";
  }

  private static HoldfastException exception(
      Diagnosis diagnosis, String message, String text, List<String> details) {
    return new HoldfastException(diagnosis.kind(), message, new ToldByCluster(text), details);
  }

  private String firstLine(String place, Diagnosis diagnosis) {
    String advice = diagnosis.cause().advice();
    return String.format(
        "[%s] expected it to finish, got %s; try %s",
        place, diagnosis.brief(), advice.isEmpty() ? logs() : advice);
  }

  private String next(Diagnosis diagnosis) {
    if (diagnosis.kind() == ErrorKind.BUG) {
      return "this is a bug: report it with what --verbose and " + logs() + " print";
    }
    String advice = diagnosis.cause().advice();
    return (advice.isEmpty() ? "" : "try " + advice + "; ") + "read the log: " + logs();
  }

  private String logs() {
    return "yarn logs -applicationId " + application;
  }

  private String tries(AttemptFailure failure) {
    if (proof.isPresent() && !failure.last()) {
      return proof.get().words();
    }
    List<AttemptFailure> ofTask =
        failures.stream()
            .filter(other -> !other.killed() && other.attempt().isOfSameTask(failure.attempt()))
            .toList();
    String head =
        String.format(
            "%d of %d attempts of %s failed",
            ofTask.size(), attemptsAllowed.of(failure), failure.attempt().taskName());
    List<AttemptFailure> others = ofTask.stream().filter(other -> other != failure).toList();
    return others.isEmpty() ? head : head + ", " + compare(failure, others);
  }

  private static String compare(AttemptFailure failure, List<AttemptFailure> others) {
    String nodes =
        String.join(
            ", ",
            others.stream().map(other -> other.attempt().nodeOrUnknown()).distinct().toList());
    String rest = others.size() == 1 ? "the other" : "the others";
    if (others.stream().allMatch(failure::isSameAs)) {
      return rest + " on " + nodes + ", for the same reason";
    }
    return rest + " for another reason: " + others(others);
  }

  private static String others(List<AttemptFailure> failures) {
    List<String> told = new ArrayList<>();
    for (AttemptFailure failure : failures.subList(0, Math.min(3, failures.size()))) {
      told.add(failure.attempt().name() + ": " + failure.diagnosis().brief());
    }
    int more = failures.size() - told.size();
    return String.join("; ", told) + (more > 0 ? "; and " + more + " more" : "");
  }

  /** What the cluster told, whole; printed as the cause of a failure with --verbose. */
  private static final class ToldByCluster extends Exception {
    private static final long serialVersionUID = 1L;

    ToldByCluster(String text) {
      super("the cluster tells:\n" + text, null, false, false);
    }
  }
}
