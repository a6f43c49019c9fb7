package io.holdfast.output;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.util.List;
import org.apache.hadoop.fs.Path;
import org.apache.hadoop.mapreduce.TaskAttemptContext;
import org.apache.hadoop.mapreduce.TaskType;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

abstract class TaskCommitContract {
  private OutputStore store;
  private RunFixture run;

  @BeforeEach
  void setUp(TestFolder folder) throws IOException {
    Path output = new Path(folder.path(), "above/out");
    store = OutputStore.of(folder.files());
    run = new RunFixture(store, output, "run1", false);
    run.committer().setupJob(run.jobContext());
  }

  @Test
  void firstOfTwoCommitsWins() throws IOException {
    run.write(0, 0);
    run.write(0, 1);

    run.committer().commitTask(run.reduce(0, 1));
    run.committer().commitTask(run.reduce(0, 0));

    assertThat(RunFixture.names(store, run.paths().tasks())).hasSize(1);
    assertThat(RunFixture.names(store, run.paths().attempts())).isEmpty();
    assertThat(committedPart()).isEqualTo(run.part(0));
  }

  @Test
  void commitMayBeRepeated() throws IOException {
    run.write(0, 0);

    run.committer().commitTask(run.reduce(0, 0));
    run.committer().commitTask(run.reduce(0, 0));

    assertThat(committedPart()).isEqualTo(run.part(0));
  }

  @Test
  void abortAfterCommitChangesNothing() throws IOException {
    run.write(0, 0);
    run.committer().commitTask(run.reduce(0, 0));

    run.committer().abortTask(run.reduce(0, 0));

    assertThat(committedPart()).isEqualTo(run.part(0));
  }

  @Test
  void abortDeletesTheAttemptAlone() throws IOException {
    run.write(0, 0);
    run.write(0, 1);

    run.committer().abortTask(run.reduce(0, 0));

    assertThat(RunFixture.names(store, run.paths().attempts()))
        .containsExactly(run.reduce(0, 1).getTaskAttemptID().toString());
    assertThat(RunFixture.names(store, run.paths().aborted())).isEmpty();
    assertThatThrownBy(() -> run.committer().commitTask(run.reduce(0, 0)))
        .isInstanceOf(IOException.class);
  }

  @ParameterizedTest
  @EnumSource(FaultyStore.Fault.class)
  void commitSurvivesAFaultAtEachStep(FaultyStore.Fault fault) throws IOException {
    for (int step = 0; ; step++) {
      run.write(1, step);
      FaultyStore faulty = new FaultyStore(store, fault, step);
      try {
        run.on(faulty).committer().commitTask(run.reduce(1, step));
      } catch (IOException | FaultyStore.Killed e) {
        run.committer().abortTask(run.reduce(1, step));
      }
      run.write(1, 1000 + step);
      run.committer().commitTask(run.reduce(1, 1000 + step));

      assertThat(RunFixture.names(store, run.paths().attempts())).isEmpty();
      assertThat(RunFixture.text(store, new Path(task(1), "part-r-00001"))).isEqualTo(run.part(1));
      if (!faulty.hasFired()) {
        assertThat(step).isPositive();
        return;
      }
      store.delete(task(1));
    }
  }

  @Test
  void anAttemptThatOutlivesItsJobLeavesNothing() throws IOException {
    run.write(0, 0);
    run.abortJob();

    assertThatThrownBy(() -> run.committer().commitTask(run.reduce(0, 0)))
        .isInstanceOf(IOException.class);
    assertThatThrownBy(() -> run.write(0, 1)).isInstanceOf(IOException.class);
    run.committer().abortTask(run.reduce(0, 0));
    assertThat(RunFixture.siblings(store, run.paths().output())).isEmpty();
  }

  @Test
  void onlyReduceAttemptsCommit() {
    TaskAttemptContext map = run.task(TaskType.MAP, 0, 0);

    assertThat(run.committer().needsTaskCommit(map)).isFalse();
    assertThat(run.committer().needsTaskCommit(run.reduce(0, 0))).isTrue();
  }

  @Test
  void recoversWhatIsCommittedAndNothingElse() throws IOException {
    run.write(0, 0);
    run.committer().commitTask(run.reduce(0, 0));
    run.write(1, 0);

    run.committer().recoverTask(run.reduce(0, 0));
    run.committer().recoverTask(run.task(TaskType.MAP, 5, 0));
    assertThatThrownBy(() -> run.committer().recoverTask(run.reduce(1, 0)))
        .isInstanceOf(IOException.class)
        .hasMessageContaining("expected a committed task");
  }

  @Test
  void recoversTasksOfAnOutputThatIsPublished() throws IOException {
    run.withCommittedTasks().commitJob();
    run.committer().setupJob(run.jobContext());

    run.committer().recoverTask(run.reduce(0, 0));
    run.commitJob();

    assertThat(RunFixture.siblings(store, run.paths().output())).isEqualTo(List.of("out"));
  }

  private Path task(int partition) {
    return run.paths().task(run.reduce(partition, 0).getTaskAttemptID().getTaskID());
  }

  private String committedPart() throws IOException {
    return RunFixture.text(store, new Path(task(0), "part-r-00000"));
  }
}
