package io.holdfast.job.failure;

import static org.assertj.core.api.Assertions.assertThat;

import io.holdfast.error.ErrorKind;
import io.holdfast.error.HoldfastException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What is read from diagnostics that real clusters told. */
class DiagnosisTest {
  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      textBlock =
          """
          heap           | HEAP          | Java heap space
          direct-memory  | HEAP          | Cannot reserve 10485760 bytes of direct buffer memory (allocated: 157312045, limit: 162201600)
          exit           | EXIT          | exit code 3
          bad-options    | EXIT          | exit code 1: Invalid maximum heap size: -Xmx10q
          killed-hard    | KILLED_HARD   | Exit code is 137
          killed-softly  | KILLED_SOFTLY | Exit code is 143
          timeout        | TIMEOUT       | 15s
          timeout-early  | TIMEOUT       | 15s
          lost-node      | LOST_NODE     | ``
          shuffle        | SHUFFLE       | java.io.IOException: Exceeded MAX_FAILED_UNIQUE_FETCHES; bailing-out.
          commit-task    | FILES         | java.io.IOException: cannot rename attempt
          commit-job     | FILES         | java.io.IOException: cannot rename /out
          setup-job      | FILES         | java.io.IOException: cannot mkdirs
          exception      | EXCEPTION     | java.lang.NullPointerException: Cannot invoke "Object.toString()" because "<local6>" is null
          nested         | EXCEPTION     | java.lang.ArithmeticException: long overflow
          without-message| UNKNOWN       | no reason told
          master-killed  | MASTER        | exit code 137 (killed)
          master-options | MASTER        | exit code 1: Invalid maximum heap size: -Xmx10q
          """)
  void knowsTheCause(String file, FailureCause cause, String root) {
    Diagnosis diagnosis = Diagnosis.of(Told.by(file));
    assertThat(diagnosis.cause()).isEqualTo(cause);
    assertThat(diagnosis.root()).isEqualTo(root);
    assertThat(diagnosis.own()).isEmpty();
    assertThat(diagnosis.kind())
        .isEqualTo(cause == FailureCause.EXCEPTION ? ErrorKind.BUG : ErrorKind.RESOURCE);
    assertThat(diagnosis.isRepeatable()).isEqualTo(cause == FailureCause.EXCEPTION);
    assertThat(diagnosis.isFinal()).isFalse();
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          Speculation: attempt_1795559268467_0017_m_000000_1 succeeded first!         | OUTRUN
          Speculation: attempt_1795569609502_0016_r_000001_1 committed first!         | OUTRUN
          Task KILL is received. Killing attempt!                                     | STOPPED
          Container released on a *lost* node                                         | LOST_NODE
          Container preempted by scheduler                                            | PREEMPTED
          Too many fetch failures. Failing the attempt. Last failure reported by attempt_1_1_r_000000_0 from host a | FETCH
          Error: java.io.IOException: No space left on device                         | DISK
          """)
  void knowsWhatHadoopSaysInOneLine(String text, FailureCause cause) {
    assertThat(Diagnosis.of(text).cause()).isEqualTo(cause);
  }

  @ParameterizedTest
  @CsvSource({
    "DATA, true, true",
    "USER, true, true",
    "CONFLICT, true, true",
    "BUG, false, true",
    "RESOURCE, false, false"
  })
  void readsOurOwnFailureByItsKind(ErrorKind kind, boolean last, boolean repeatable) {
    HoldfastException thrown = new HoldfastException(kind, "[a @ 9] expected b, got c; try d");
    Diagnosis diagnosis =
        Diagnosis.of(
            "Error: java.io.IOException: Spill failed\n\tat a.B.c(B.java:1)\nCaused by: " + thrown);
    assertThat(diagnosis.own()).isPresent();
    assertThat(diagnosis.brief()).isEqualTo(thrown.getMessage());
    assertThat(diagnosis.kind()).isEqualTo(kind);
    assertThat(diagnosis.isFinal()).isEqualTo(last);
    assertThat(diagnosis.isRepeatable()).isEqualTo(repeatable);
  }

  @Test
  void tellsWhyInPlainWords() {
    assertThat(Diagnosis.of(Told.by("timeout")).why())
        .isEqualTo("no report for longer than allowed: 15s");
    assertThat(Diagnosis.of(Told.by("lost-node")).why()).isEqualTo("the loss of its node");
    assertThat(Diagnosis.of(Told.by("killed-hard")).why()).contains("SIGKILL", "137");
    assertThat(Diagnosis.of(Told.by("exit")).why())
        .isEqualTo("a process that ended by itself: exit code 3");
  }

  @Test
  void keepsTheTopOfTheRootsStack() {
    assertThat(Diagnosis.of(Told.by("exception")).frames())
        .hasSize(3)
        .first()
        .isEqualTo("com.example.Fault.fail(Fault.java:17)");
  }
}
