package io.holdfast.output;

import static org.assertj.core.api.Assertions.assertThat;

import io.holdfast.error.ErrorKind;
import io.holdfast.error.HoldfastException;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.apache.hadoop.fs.Path;
import org.apache.hadoop.mapreduce.TaskAttemptContext;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Two committers at once, many times over: how their steps interleave is left to chance. */
abstract class ConcurrentCommitContract {
  private TestFolder folder;
  private OutputStore store;
  private Path output;

  /** Returns how often to try; more find rarer interleavings. */
  abstract int rounds();

  @BeforeEach
  void setUp(TestFolder folder) {
    this.folder = folder;
  }

  @Test
  void twoApplicationMastersOfOneRunBothSucceed() throws Exception {
    for (int round = 0; round < rounds(); round++) {
      openRound(round);
      RunFixture run = run("run1").after(new Path(folder.path(), "stage/out"));
      run.withCommittedTasks();

      List<Throwable> failures = commitAtOnce(run, run);

      assertThat(failures).isEmpty();
      assertPublishedAlone();
      assertThat(Manifest.read(store, output).quarantine()).hasSize(1);
    }
  }

  @Test
  void oneOfTwoRunsWinsAndTheOtherSaysSo() throws Exception {
    for (int round = 0; round < rounds(); round++) {
      openRound(round);

      List<Throwable> failures =
          commitAtOnce(run("run1").withCommittedTasks(), run("run2").withCommittedTasks());

      assertThat(failures)
          .singleElement()
          .isInstanceOfSatisfying(
              HoldfastException.class, e -> assertThat(e.kind()).isEqualTo(ErrorKind.CONFLICT));
      assertPublishedAlone();
    }
  }

  @Test
  void twoApplicationMastersThatReplaceBothSucceed() throws Exception {
    for (int round = 0; round < rounds(); round++) {
      openRound(round);
      new RunFixture(store, output, "old", false).withCommittedTasks().commitJob();
      RunFixture run = new RunFixture(store, output, "new", true).withCommittedTasks();

      List<Throwable> failures = commitAtOnce(run, run);

      assertThat(failures).isEmpty();
      assertPublishedAlone();
      assertThat(Manifest.read(store, output).isOf("new")).isTrue();
    }
  }

  /** The second may come when the first is done, and then replaces that one's. */
  @Test
  void ofTwoRunsThatReplaceOneIsLeft() throws Exception {
    for (int round = 0; round < rounds(); round++) {
      openRound(round);
      new RunFixture(store, output, "old", false).withCommittedTasks().commitJob();
      RunFixture run1 = new RunFixture(store, output, "run1", true).withCommittedTasks();
      RunFixture run2 = new RunFixture(store, output, "run2", true).withCommittedTasks();

      List<Throwable> failures = commitAtOnce(run1, run2);

      assertThat(failures).hasSizeLessThan(2);
      assertPublishedAlone();
      assertThat(Manifest.read(store, output).isOf("old")).isFalse();
    }
  }

  /** As a master that was given up may do, while the next one cleans up. */
  @ParameterizedTest
  @ValueSource(booleans = {false, true})
  void aJobThatIsAbortedWhileItCommitsIsPublishedWholeOrNotAtAll(boolean replace) throws Exception {
    for (int round = 0; round < rounds(); round++) {
      openRound(round);
      if (replace) {
        new RunFixture(store, output, "old", false).withCommittedTasks().commitJob();
      }
      RunFixture run = new RunFixture(store, output, "new", replace).withCommittedTasks();

      Throwable failure = atOnce(run::commitJob, run::abortJob).get(0);

      if (failure == null) {
        assertPublishedAlone();
        assertThat(Manifest.read(store, output).isOf("new")).isTrue();
      } else if (replace) {
        assertPublishedAlone();
      } else {
        assertThat(RunFixture.siblings(store, output)).isSubsetOf("out");
      }
    }
  }

  @Test
  void aTaskThatIsAbortedWhileItCommitsIsCommittedWholeOrNotAtAll() throws Exception {
    openRound(0);
    RunFixture run = run("run1").withCommittedTasks();
    Path task = run.paths().task(run.reduce(0, 0).getTaskAttemptID().getTaskID());
    for (int attempt = 1; attempt <= rounds(); attempt++) {
      store.delete(task);
      run.write(0, attempt);
      TaskAttemptContext context = run.reduce(0, attempt);

      Throwable failure =
          atOnce(
                  () -> run.committer().commitTask(context),
                  () -> run.committer().abortTask(context))
              .get(0);

      assertThat(store.exists(task)).isEqualTo(failure == null);
      if (failure == null) {
        assertThat(RunFixture.names(store, task)).contains("part-r-00000", PartFacts.FILE);
        assertThat(RunFixture.text(store, new Path(task, "part-r-00000"))).isEqualTo(run.part(0));
      }
      assertThat(RunFixture.names(store, run.paths().attempts())).isEmpty();
    }
  }

  private void openRound(int round) throws IOException {
    output = new Path(folder.path(), round + "/out");
    store = OutputStore.of(folder.files());
  }

  private RunFixture run(String runId) {
    return new RunFixture(store, output, runId, false);
  }

  /** Returns the failures; a run that failed is aborted. */
  private static List<Throwable> commitAtOnce(RunFixture run, RunFixture other) throws Exception {
    List<Throwable> failures = atOnce(() -> commit(run), () -> commit(other));
    failures.removeIf(Objects::isNull);
    return failures;
  }

  private interface Step {
    void run() throws IOException;
  }

  /** Returns how each failed, null where it did not. */
  private static List<Throwable> atOnce(Step... steps) throws Exception {
    CyclicBarrier start = new CyclicBarrier(steps.length);
    ExecutorService pool = Executors.newFixedThreadPool(steps.length);
    List<Future<Throwable>> results = new ArrayList<>();
    for (Step step : steps) {
      results.add(
          pool.submit(
              () -> {
                start.await();
                return failure(step);
              }));
    }
    List<Throwable> failures = new ArrayList<>();
    for (Future<Throwable> result : results) {
      failures.add(result.get());
    }
    pool.shutdown();
    return failures;
  }

  private static Throwable failure(Step step) {
    try {
      step.run();
      return null;
    } catch (IOException | HoldfastException e) {
      return e;
    }
  }

  private static void commit(RunFixture run) throws IOException {
    try {
      run.commitJob();
    } catch (IOException | HoldfastException e) {
      run.abortJob();
      throw e;
    }
  }

  private void assertPublishedAlone() throws IOException {
    assertThat(new Verifier(folder.files()).verify(output).rows()).isEqualTo(4);
    assertThat(RunFixture.siblings(store, output)).containsExactly("out");
  }
}
