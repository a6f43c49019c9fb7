package io.holdfast.job.failure;

import static org.assertj.core.api.Assertions.assertThat;

import io.holdfast.error.ErrorKind;
import io.holdfast.error.HoldfastException;
import io.holdfast.job.failure.FailureReport.AttemptsAllowed;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The five lines. */
class FailureReportTest {
  private static final String APPLICATION = "application_1795559268467_0001";
  private static final String LOGS = "yarn logs -applicationId " + APPLICATION;
  private static final String FAILED = Told.by("tasks-failed");
  private static final String MALFORMED = "[in/a @ 9] expected UTF-8, got e4; try --max-bad 1";

  @Test
  void aMalformedRecord() {
    AttemptFailure failure =
        failure(0, "node1", "Error: " + new HoldfastException(ErrorKind.DATA, MALFORMED));
    HoldfastException told = report("Kill job", Proof.find(List.of(), failure), failure).explain();
    assertThat(told.kind()).isEqualTo(ErrorKind.DATA);
    assertThat(told).hasMessage(MALFORMED);
    assertThat(told.details())
        .containsExactly(
            "where: map 0, attempt 0 on node1, at in/a @ 9",
            "why: the input is so: every attempt reads the same",
            "tries: one attempt failed, and the job was ended: no other attempt can do better",
            "next: read the log: " + LOGS);
  }

  @Test
  void attemptsThatDiedEachOfTheSame() {
    HoldfastException told =
        report(
                FAILED,
                Optional.empty(),
                failure(0, "node1", Told.by("killed-hard")),
                failure(1, "node2", Told.by("killed-hard")))
            .explain();
    assertThat(told.kind()).isEqualTo(ErrorKind.RESOURCE);
    assertThat(told.getMessage())
        .startsWith(
            "[map 0, attempt 0 on node1] expected it to finish, got a process killed with SIG")
        .contains("; try ");
    assertThat(told.details())
        .hasSize(4)
        .element(2)
        .isEqualTo(
            "tries: 2 of 4 attempts of map 0 failed, the other on node2, for the same reason");
    assertThat(told).hasStackTraceContaining("Killed by external signal");
  }

  @Test
  void attemptsThatDiedOfDifferentThings() {
    HoldfastException told =
        report(
                FAILED,
                Optional.empty(),
                failure(0, "node1", Told.by("exception")),
                failure(1, "node2", Told.by("timeout")))
            .explain();
    assertThat(told.kind()).isEqualTo(ErrorKind.BUG);
    assertThat(told.getMessage()).contains("got java.lang.NullPointerException: Cannot invoke");
    assertThat(told.details().get(2))
        .isEqualTo(
            "tries: 2 of 4 attempts of map 0 failed, the other for another reason:"
                + " map 0, attempt 1 on node2: no report for longer than allowed: 15s");
  }

  @Test
  void theTaskThatFailedNotOneThatWasTriedAgain() {
    AttemptFailure other =
        AttemptFailure.of(new Attempt("reduce", 0, 0, "node3"), false, false, Told.by("shuffle"));
    HoldfastException told =
        report(FAILED, Optional.empty(), other, failure(0, "node1", Told.by("heap"))).explain();
    assertThat(told.getMessage()).contains("map 0, attempt 0 on node1", "Java heap space");
    assertThat(told.details())
        .last()
        .asString()
        .contains("mapreduce.map.memory.mb", "-Xmx of mapreduce.map.java.opts");
  }

  @Test
  void anApplicationMasterThatDied() {
    HoldfastException told = report(Told.by("master-killed"), Optional.empty()).explain();
    assertThat(told.kind()).isEqualTo(ErrorKind.RESOURCE);
    assertThat(told.getMessage()).contains(APPLICATION, "the end of the application master", "137");
    assertThat(told.details()).element(0).isEqualTo("where: application master, after 2 attempts");
    assertThat(told.details()).last().asString().contains(LOGS);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          failed 1 times (global limit =2; local limit is =1) due to AM Container for appattempt_1_1_000001 exited with  exitCode: 137 | application master, after 1 attempt
          failed 2 times in previous 10000 milliseconds due to AM Container for appattempt_1_1_000002 exited with  exitCode: -100 | application master, after 2 attempts
          failed 2 times due to ApplicationMaster for attempt appattempt_1_1_000002 timed out. Failing the application. | application master, after 2 attempts
          """)
  void howOftenAnApplicationMasterDied(String told, String where) {
    assertThat(report("Application application_1_1 " + told, Optional.empty()).explain().details())
        .first()
        .isEqualTo("where: " + where);
  }

  @Test
  void aTaskWithoutAnotherAttemptThoughTheJobDoesNotNameIt() {
    AttemptFailure first = failure(0, "node1", Told.by("heap"));
    AttemptFailure last =
        AttemptFailure.of(new Attempt("map", 0, 1, "node2"), false, true, Told.by("killed-hard"));
    AttemptFailure other =
        AttemptFailure.of(new Attempt("map", 7, 0, "node3"), false, false, Told.by("shuffle"));
    assertThat(report("odd", Optional.empty(), other, first, last).explain())
        .hasMessageStartingWith("[map 0, attempt 0 on node1]");
  }

  @Test
  void aJobThatSaysNothing() {
    AttemptFailure one = failure(0, "node1", Told.by("heap"));
    assertThat(report(" ", Optional.empty(), one).explain())
        .hasMessageStartingWith("[map 0, attempt 0 on node1]");
    assertThat(report(" ", Optional.empty()).explain()).hasMessageContaining("no reason told");
  }

  @Test
  void aProofThatWasTheLastAttemptAnyway() {
    String bug = "Error: " + new HoldfastException(ErrorKind.BUG, "[a @ 9] expected b, got c");
    AttemptFailure first = failure(0, "node1", bug);
    AttemptFailure last = AttemptFailure.of(new Attempt("map", 0, 1, "node2"), false, true, bug);
    assertThat(report("", Proof.find(List.of(first), last), first, last).explain().details().get(2))
        .isEqualTo(
            "tries: 2 of 4 attempts of map 0 failed, the other on node1, for the same reason");
  }

  @Test
  void aCommitThatFailed() {
    HoldfastException told = report(Told.by("commit-job"), Optional.empty()).explain();
    assertThat(told.getMessage()).contains("java.io.IOException: cannot rename /out");
    assertThat(told.details()).element(0).isEqualTo("where: job commit");
    assertThat(told.details()).element(2).isEqualTo("tries: no task attempt failed");
  }

  private static FailureReport report(
      String ofJob, Optional<Proof> proof, AttemptFailure... failures) {
    return new FailureReport(
        APPLICATION, new AttemptsAllowed(4, 2), List.of(failures), proof, ofJob);
  }

  private static AttemptFailure failure(int attempt, String node, String text) {
    return AttemptFailure.of(new Attempt("map", 0, attempt, node), false, false, text);
  }
}
