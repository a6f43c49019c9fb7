package io.holdfast.output;

import static org.assertj.core.api.Assertions.assertThat;

import io.holdfast.error.HoldfastException;
import java.io.IOException;
import java.util.List;
import org.apache.hadoop.fs.Path;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** A job's commit goes wrong at each of its steps, in each way, with and without an old output. */
abstract class JobCommitFaultContract {
  private static final String CASES =
      """
      KILLED_BEFORE, false
      KILLED_AFTER, false
      FAILED_BEFORE, false
      FAILED_AFTER, false
      KILLED_BEFORE, true
      KILLED_AFTER, true
      FAILED_BEFORE, true
      FAILED_AFTER, true
      """;

  /** Fewer steps than these would mean that the commit is not what is tested. */
  private static final int FEWEST_STEPS = 8;

  private TestFolder folder;
  private OutputStore store;
  private Path output;
  private boolean replace;

  @BeforeEach
  void setUp(TestFolder folder) {
    this.folder = folder;
  }

  @ParameterizedTest
  @CsvSource(textBlock = CASES)
  void aRepeatedCommitSucceeds(FaultyStore.Fault fault, boolean replace) throws IOException {
    this.replace = replace;
    for (int step = 0; commitWithFault(fault, step); step++) {
      RunFixture run = run();

      run.commitJob();

      assertHolds("new");
      assertAlone();
    }
  }

  @ParameterizedTest
  @CsvSource(textBlock = CASES)
  void anAbortedCommitLeavesOneWholeOutputOrNone(FaultyStore.Fault fault, boolean replace)
      throws IOException {
    this.replace = replace;
    for (int step = 0; commitWithFault(fault, step); step++) {
      run().abortJob();

      assertOldOrNew();
      assertAlone();
    }
  }

  @ParameterizedTest
  @CsvSource(textBlock = CASES)
  void theNextDriverFindsOneWholeOutputOrNone(FaultyStore.Fault fault, boolean replace)
      throws IOException {
    this.replace = replace;
    for (int step = 0; commitWithFault(fault, step); step++) {
      ReplaceRecovery.restoreInterruptedReplace(folder.files(), output);
      for (String runId : Leftovers.runIds(folder.files(), output)) {
        Leftovers.discard(folder.files(), output, runId);
      }

      assertOldOrNew();
      assertAlone();
    }
  }

  /** Commits a fresh run whose store fails at a step; returns false where there is no such step. */
  private boolean commitWithFault(FaultyStore.Fault fault, int step) throws IOException {
    output = new Path(folder.path(), step + "/out");
    store = OutputStore.of(folder.files());
    if (replace) {
      new RunFixture(store, output, "old", false).withCommittedTasks().commitJob();
    }
    FaultyStore faulty = new FaultyStore(store, fault, step);
    RunFixture run = run().withCommittedTasks();
    try {
      run.on(faulty).commitJob();
      assertHolds("new");
    } catch (IOException | HoldfastException e) {
      assertThat(e).hasMessageContaining("injected at step " + step);
      if (replace) {
        assertHolds("old");
      } else {
        assertThat(store.exists(output)).isFalse();
      }
    } catch (FaultyStore.Killed e) {
      assertThat(fault.kills()).isTrue();
    }
    assertThat(faulty.hasFired() || step >= FEWEST_STEPS).isTrue();
    return faulty.hasFired();
  }

  private void assertOldOrNew() throws IOException {
    if (replace && Manifest.read(store, output).isOf("old")) {
      assertHolds("old");
    } else if (replace || store.exists(output)) {
      assertHolds("new");
    }
  }

  private void assertHolds(String runId) throws IOException {
    assertThat(Manifest.read(store, output).isOf(runId)).isTrue();
    assertThat(new Verifier(folder.files()).verify(output)).isEqualTo(new Verification(2, 4, 28));
    assertThat(RunFixture.text(store, new Path(output, "part-r-00000")))
        .isEqualTo(runId + "0\t0\nsame\t1\n");
    if (runId.equals("new") && !replace) {
      assertTookOver();
    }
  }

  /** What the stage before has set aside and counted is the new output's too. */
  private void assertTookOver() throws IOException {
    Manifest stage = Manifest.read(store, stage());
    Manifest manifest = Manifest.read(store, output);
    assertThat(stage.quarantine()).hasSize(1);
    assertThat(manifest.quarantine()).isEqualTo(stage.quarantine());
    assertThat(manifest.counters()).containsEntry("RECORDS_IN", 1L).containsEntry("GROUPS", 32L);
  }

  private void assertAlone() throws IOException {
    List<String> expected = store.exists(output) ? List.of("out") : List.of();
    assertThat(RunFixture.siblings(store, output)).isEqualTo(expected);
  }

  private RunFixture run() throws IOException {
    RunFixture run = new RunFixture(store, output, "new", replace);
    return replace ? run : run.after(stage());
  }

  private Path stage() {
    return new Path(folder.path(), "stage/out");
  }
}
