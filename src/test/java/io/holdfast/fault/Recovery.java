package io.holdfast.fault;

import static org.assertj.core.api.Assertions.assertThat;

import io.holdfast.fault.FaultDrill.Clean;
import java.io.IOException;
import java.time.Duration;
import java.util.Locale;
import java.util.Map;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.apache.hadoop.mapreduce.TaskType;

/**
 * A run that gave the right answer in spite of its faults.
 *
 * @param run what was run
 * @param history all attempts
 * @param clean the run without faults
 */
record Recovery(FaultedRun run, JobHistory history, Clean clean) {
  /** Expects that it took no longer than the clean run and so much more. */
  Recovery within(Duration more) {
    assertThat(run.took()).isLessThan(clean.took().plus(more));
    return this;
  }

  /** Expects that the driver told of an attempt that failed: which, on which node, and why. */
  Recovery tells(TaskType type, int task, int number, String why) {
    Attempt attempt =
        history.attempts(type, task).stream()
            .filter(one -> one.id().getId() == number)
            .findFirst()
            .orElseThrow(() -> new AssertionError("no such attempt in\n" + history));
    String name = type.name().toLowerCase(Locale.ROOT) + " " + task + ", attempt " + number;
    assertThat(run.outcome().err().lines())
        .as("what the driver told:\n%s", run.outcome().err())
        .anySatisfy(
            line ->
                assertThat(line)
                    .startsWith("[" + name + " on " + attempt.host() + ":")
                    .contains(why));
    return this;
  }

  /** Expects that the driver told of the master that was killed: on which node, and how. */
  Recovery tellsOfKilledMaster() {
    assertThat(run.outcome().err())
        .containsPattern("\\[application master 1 on [^\\]]+\\] died: exit code 137");
    return this;
  }

  /** Expects that the driver told of a node that was lost, with an attempt or with the master. */
  Recovery tellsOfLostNode(int fault) throws IOException {
    String host = Pattern.quote(run.hostOf(fault));
    String attempt = "attempt 0 on " + host + ":\\d+\\] the loss of its ";
    String master = "\\[application master 1 on " + host + "\\] died";
    assertThat(run.outcome().err()).as("%s", history).containsPattern(attempt + "|" + master);
    return this;
  }

  /** Expects that a later attempt of a task counts, and not the first, which was struck. */
  Recovery anotherAttemptCounts(TaskType type, int task) {
    assertThat(history.attempts(type, task))
        .filteredOn(attempt -> attempt.state().equals(Attempt.SUCCEEDED))
        .singleElement()
        .satisfies(attempt -> assertThat(attempt.id().getId()).isPositive());
    return this;
  }

  /** The same, on a node where none failed, and at most two failed on any. */
  Recovery anotherNodeCounts(TaskType type, int task) {
    Map<String, Long> failures =
        history.attempts(type, task).stream()
            .filter(attempt -> attempt.state().equals(Attempt.FAILED))
            .collect(Collectors.groupingBy(Attempt::host, Collectors.counting()));
    assertThat(failures).isNotEmpty().allSatisfy((host, n) -> assertThat(n).isLessThan(3));
    assertThat(history.attempts(type, task))
        .filteredOn(attempt -> attempt.state().equals(Attempt.SUCCEEDED))
        .singleElement()
        .satisfies(attempt -> assertThat(failures).doesNotContainKey(attempt.host()));
    return this;
  }

  /** Expects that a fault which strikes every attempt that comes so far has struck so often. */
  Recovery struck(int fault, int times) throws IOException {
    assertThat(run.struck()).filteredOn(number -> number == fault).hasSize(times);
    return this;
  }

  /** Expects that the second of two attempts counts, and that the driver told of the race. */
  Recovery backupWon(TaskType type, int task) {
    String winner = type.name().toLowerCase(Locale.ROOT) + " " + task + ", attempt [1-9]";
    assertThat(run.outcome().err())
        .as("%s", history)
        .containsPattern("\\[" + winner + " on [^\\]]*\\] was faster");
    assertThat(history.attempts(type, task))
        .extracting(Attempt::state)
        .containsExactly(Attempt.KILLED, Attempt.SUCCEEDED);
    return this;
  }

  /** Expects that the second application master ran none of these tasks again. */
  Recovery keeps(TaskType type, int... tasks) {
    for (int task : tasks) {
      assertThat(history.attempts(type, task)).isNotEmpty().allMatch(a -> a.master() == 0);
    }
    return this;
  }

  /** Expects that the driver told of every attempt that failed. */
  Recovery tellsOfEachFailure() {
    for (Attempt attempt : history.attempts()) {
      if (attempt.state().equals(Attempt.FAILED)) {
        tells(attempt.type(), attempt.task(), attempt.id().getId(), "");
      }
    }
    return this;
  }
}
