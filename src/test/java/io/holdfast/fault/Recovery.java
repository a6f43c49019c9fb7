package io.holdfast.fault;

import static org.assertj.core.api.Assertions.assertThat;

import io.holdfast.fault.FaultDrill.Clean;
import java.time.Duration;
import java.util.Locale;
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

  /** Expects that the driver told of a master that died. */
  Recovery tellsOfDeadMaster() {
    assertThat(run.outcome().err()).containsPattern("\\[application master 1[^\\]]*\\] died");
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

  /** The same, and that the driver told of the race. */
  Recovery backupWon(TaskType type, int task) {
    String winner = type.name().toLowerCase(Locale.ROOT) + " " + task + ", attempt [1-9]";
    assertThat(run.outcome().err())
        .as("%s", history)
        .containsPattern("\\[" + winner + " on [^\\]]*\\] was faster");
    return anotherAttemptCounts(type, task);
  }

  /** Expects that the second application master ran none of these maps again. */
  Recovery keepsMaps(int... tasks) {
    for (int task : tasks) {
      assertThat(history.attempts(TaskType.MAP, task)).allMatch(a -> a.master() == 0);
    }
    return this;
  }
}
