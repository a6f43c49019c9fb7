package io.holdfast.job.failure;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/** What a person sees of attempts while the job goes on. */
class AttemptNoticesTest {
  private final List<String> lines = new ArrayList<>();
  private final AttemptNotices notices = new AttemptNotices(lines::add);

  @Test
  void tellsOfAFailedAttemptInOneLine() {
    notices.tell(failure(3, false, false, Told.by("nested")));
    assertThat(lines)
        .containsExactly(
            "[map 3, attempt 0 on node1] java.lang.ArithmeticException: long overflow; tried again");
  }

  @Test
  void leavesTheLastAttemptToTheReport() {
    notices.tell(failure(3, false, true, Told.by("nested")));
    assertThat(lines).isEmpty();
  }

  @Test
  void tellsOfALostNodeButNotOfWhatHadToGo() {
    notices.tell(failure(0, true, false, Told.by("lost-node")));
    notices.tell(failure(1, true, false, "Task KILL is received. Killing attempt!"));
    notices.tell(
        failure(2, true, false, "Speculation: attempt_1_0017_m_000002_1 succeeded first!"));
    assertThat(lines)
        .containsExactly("[map 0, attempt 0 on node1] the loss of its node; tried again");
  }

  @Test
  void tellsWhoWonARace() {
    notices.tellRace(new Attempt("reduce", 1, 1, "node2"));
    assertThat(lines)
        .containsExactly(
            "[reduce 1, attempt 1 on node2] was faster than an earlier attempt, which was stopped");
  }

  @Test
  void countsWhatIsMoreThanTen() {
    for (int task = 0; task < 13; task++) {
      notices.tell(failure(task, false, false, Told.by("heap")));
    }
    assertThat(lines).hasSize(10);
    notices.end();
    notices.end();
    assertThat(lines).hasSize(11).last().asString().contains("3 more");
  }

  private static AttemptFailure failure(int task, boolean killed, boolean last, String text) {
    return AttemptFailure.of(new Attempt("map", task, 0, "node1"), killed, last, text);
  }
}
