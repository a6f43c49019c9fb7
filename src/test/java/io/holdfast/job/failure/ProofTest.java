package io.holdfast.job.failure;

import static org.assertj.core.api.Assertions.assertThat;

import io.holdfast.error.ErrorKind;
import io.holdfast.error.HoldfastException;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** When no other attempt can help. */
class ProofTest {
  private static final String PLACE = "[hdfs://a:9000/in/file @ 17] expected words, got none";

  @Test
  void theFirstMalformedRecordIsOne() {
    AttemptFailure failure = failure(0, 0, "node1", own(ErrorKind.DATA, PLACE));
    assertThat(Proof.find(List.of(), failure)).contains(new Proof(List.of(failure)));
  }

  @Test
  void theSameFailureInTwoAttemptsIsOneWhateverTheirIdentitiesAndNodes() {
    AttemptFailure first = failure(0, 0, "node1:7001", Told.by("odd-group-0"));
    AttemptFailure second = failure(0, 1, "node2:7002", Told.by("odd-group-1"));
    assertThat(Proof.find(List.of(), first)).isEmpty();
    Optional<Proof> proof = Proof.find(List.of(first), second);
    assertThat(proof).contains(new Proof(List.of(first, second)));
    assertThat(proof.orElseThrow().words())
        .startsWith("the same failure in two attempts, on node1:7001 and node2:7002");
  }

  @Test
  void aBugAtTheSameRecordIsOneAndAtAnotherIsNot() {
    String bug = own(ErrorKind.BUG, PLACE);
    AttemptFailure first = failure(3, 0, "node1", bug);
    assertThat(Proof.find(List.of(first), failure(3, 1, "node1", bug))).isPresent();
    assertThat(Proof.find(List.of(first), failure(3, 1, "node1", bug.replace("@ 17", "@ 18"))))
        .isEmpty();
    assertThat(Proof.find(List.of(first), failure(4, 1, "node1", bug))).isEmpty();
  }

  @Test
  void anotherPlaceInTheProgramIsNone() {
    String text = Told.by("exception");
    AttemptFailure first = failure(0, 0, "node1", text);
    assertThat(Proof.find(List.of(first), failure(0, 1, "node2", text))).isPresent();
    String elsewhere = text.replace("Fault.java:17", "Fault.java:18");
    assertThat(Proof.find(List.of(first), failure(0, 1, "node2", elsewhere))).isEmpty();
  }

  @Test
  void withoutARecordTwoAttemptsOnOneNodeAreNone() {
    String text = Told.by("exception");
    AttemptFailure first = failure(0, 0, "node1", text);
    AttemptFailure again = failure(0, 1, "node1", text);
    assertThat(Proof.find(List.of(first), again)).isEmpty();
    AttemptFailure elsewhere = failure(0, 2, "node2", text);
    assertThat(Proof.find(List.of(first, again), elsewhere))
        .contains(new Proof(List.of(first, elsewhere)));
    AttemptFailure unknown = failure(0, 0, "", text);
    assertThat(Proof.find(List.of(unknown), failure(0, 1, "", text))).isPresent();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "javax.net.ssl.SSLHandshakeException: no cipher suites in common",
        "org.ietf.jgss.GSSException: No valid credentials provided",
        "javax.crypto.AEADBadTagException: Tag mismatch!",
        "java.security.KeyStoreException: none",
        "java.lang.UnsatisfiedLinkError: no lzma in java.library.path",
        "java.lang.NoClassDefFoundError: Could not initialize class a.B",
        "java.lang.ExceptionInInitializerError: odd",
        "java.lang.InternalError: a fault occurred in an unsafe memory access operation",
        "java.lang.OutOfMemoryError: Java heap space",
        "java.net.ConnectException: refused",
        "a.b.OddIOException: odd",
        "org.apache.hadoop.fs.ChecksumException: odd"
      })
  void aLackAnywhereInTheChainIsNone(String lack) {
    for (String text :
        List.of(
            "Error: " + lack + "\n\tat a.B.c(B.java:1)",
            "Error: java.io.IOException: failed\n\tat a.B.c(B.java:1)\nCaused by: " + lack,
            "Error: a.b.OddException: odd\n\tat a.B.c(B.java:1)\nCaused by: " + lack,
            "Error: " + lack + "\n\tat a.B.c(B.java:1)\nCaused by: a.b.OddException: odd")) {
      AttemptFailure first = failure(0, 0, "node1", text);
      assertThat(first.diagnosis().kind()).isEqualTo(ErrorKind.RESOURCE);
      assertThat(Proof.find(List.of(first), failure(0, 1, "node2", text))).isEmpty();
    }
  }

  @Test
  void theThreadThatSpillsHidesNoBug() {
    String text =
        "Error: java.io.IOException: Spill failed\n\tat a.B.c(B.java:1)\n"
            + "Caused by: java.lang.IllegalStateException: odd\n\tat a.C.d(C.java:2)";
    AttemptFailure first = failure(0, 0, "node1", text);
    assertThat(Proof.find(List.of(first), failure(0, 1, "node2", text))).isPresent();
    assertThat(Diagnosis.of("Error: java.io.IOException: Spill failed").cause())
        .isEqualTo(FailureCause.FILES);
  }

  @Test
  void hostsAndTimesAndHashesMakeNoDifference() {
    String text =
        "Error: a.b.OddException: on %s at 2026-11-24 22:31:%s.725, a.B@%s, 10.0.0.%s:4%s, task_1_%s";
    AttemptFailure first =
        failure(0, 0, "node1", text.formatted("node1", "20", "1b2c3d4e", "1", "0001", "7_m"));
    AttemptFailure second =
        failure(0, 1, "node2", text.formatted("node2", "59", "5f6a7b8c", "2", "0002", "8_m"));
    assertThat(Proof.find(List.of(first), second)).isPresent();
    AttemptFailure other =
        failure(
            0, 1, "node2", text.replace("on ", "of ").formatted("node2", "1", "a", "2", "1", "1"));
    assertThat(Proof.find(List.of(first), other)).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "heap",
        "direct-memory",
        "exit",
        "bad-options",
        "killed-hard",
        "killed-softly",
        "timeout",
        "lost-node",
        "shuffle",
        "commit-task",
        "without-message"
      })
  void aLackOfSomethingNeverIs(String file) {
    AttemptFailure first = failure(0, 0, "node1", Told.by(file));
    assertThat(Proof.find(List.of(first), failure(0, 1, "node1", Told.by(file)))).isEmpty();
  }

  @Test
  void killedAttemptsProveNothing() {
    Attempt attempt = new Attempt("map", 0, 0, "node1");
    AttemptFailure killed = AttemptFailure.of(attempt, true, false, own(ErrorKind.DATA, PLACE));
    assertThat(Proof.find(List.of(), killed)).isEmpty();
  }

  private static String own(ErrorKind kind, String message) {
    return "Error: " + new HoldfastException(kind, message);
  }

  private static AttemptFailure failure(int task, int attempt, String node, String text) {
    return AttemptFailure.of(new Attempt("map", task, attempt, node), false, false, text);
  }
}
