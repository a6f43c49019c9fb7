package io.holdfast.output;

import static org.assertj.core.api.Assertions.assertThat;

import io.holdfast.error.ErrorKind;
import io.holdfast.error.HoldfastException;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.apache.hadoop.fs.Path;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

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
      RunFixture run = run("run1").withCommittedTasks();

      List<Throwable> failures = commitAtOnce(run, run);

      assertThat(failures).isEmpty();
      assertPublishedAlone();
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

  private void openRound(int round) throws IOException {
    output = new Path(folder.path(), round + "/out");
    store = OutputStore.of(folder.files());
  }

  private RunFixture run(String runId) {
    return new RunFixture(store, output, runId, false);
  }

  /** Returns the failures; a run that failed is aborted. */
  private static List<Throwable> commitAtOnce(RunFixture... runs) throws Exception {
    CyclicBarrier start = new CyclicBarrier(runs.length);
    ExecutorService pool = Executors.newFixedThreadPool(runs.length);
    List<Future<Throwable>> results = new ArrayList<>();
    for (RunFixture run : runs) {
      results.add(
          pool.submit(
              () -> {
                start.await();
                return commit(run);
              }));
    }
    List<Throwable> failures = new ArrayList<>();
    for (Future<Throwable> result : results) {
      if (result.get() != null) {
        failures.add(result.get());
      }
    }
    pool.shutdown();
    return failures;
  }

  private static Throwable commit(RunFixture run) throws IOException {
    try {
      run.commitJob();
      return null;
    } catch (IOException | HoldfastException e) {
      run.abortJob();
      return e;
    }
  }

  private void assertPublishedAlone() throws IOException {
    assertThat(new Verifier(folder.files()).verify(output).rows()).isEqualTo(4);
    assertThat(RunFixture.siblings(store, output)).containsExactly("out");
  }
}
