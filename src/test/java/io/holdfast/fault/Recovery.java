package io.holdfast.fault;

import static org.assertj.core.api.Assertions.assertThat;

import io.holdfast.fault.FaultDrill.Clean;
import java.time.Duration;
import java.util.List;
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

  /** Expects words in what the driver told while it ran. */
  Recovery tells(String... words) {
    assertThat(run.outcome().err()).contains(words);
    return this;
  }

  /** Expects an attempt that failed for a reason with such a word in it. */
  Recovery blames(TaskType type, int task, String why) {
    List<Attempt> failed =
        history.attempts(type, task).stream().filter(a -> !a.error().isEmpty()).toList();
    assertThat(failed).as("%s", history).anySatisfy(a -> assertThat(a.error()).contains(why));
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

  /** Expects that the second application master ran none of these maps again. */
  Recovery keepsMaps(int... tasks) {
    for (int task : tasks) {
      assertThat(history.attempts(TaskType.MAP, task)).allMatch(a -> a.master() == 0);
    }
    return this;
  }
}
