package io.holdfast.output;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.holdfast.error.ErrorKind;
import io.holdfast.error.HoldfastException;
import java.io.IOException;
import org.apache.hadoop.fs.FileSystem;
import org.apache.hadoop.fs.Path;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

abstract class JobCommitContract {
  private FileSystem files;
  private OutputStore store;
  private Path output;
  private RunFixture run;

  @BeforeEach
  void setUp(TestFolder folder) throws IOException {
    output = new Path(folder.path(), "out");
    files = folder.files();
    store = OutputStore.of(files);
    run = new RunFixture(store, output, "run1", false);
  }

  @Test
  void publishesPartsAndManifestAndNothingElse() throws IOException {
    run.withCommittedTasks();
    assertThat(store.exists(output)).isFalse();

    run.commitJob();

    assertThat(RunFixture.names(store, output))
        .containsExactly("_SUCCESS", "part-r-00000", "part-r-00001");
    assertThat(RunFixture.siblings(store, output)).containsExactly("out");
    assertThat(RunFixture.text(store, new Path(output, "part-r-00001"))).isEqualTo(run.part(1));
    Manifest manifest = Manifest.read(store, output);
    assertThat(manifest.run()).isEqualTo(run.settings().run());
    assertThat(manifest.counters()).containsEntry("GROUPS", 21L).containsEntry("RECORDS_IN", 0L);
    assertThat(manifest.rows()).isEqualTo(4);
    assertThat(manifest.parts()).extracting(Part::bytes).containsExactly(15L, 15L);
  }

  @Test
  void aStageDoesNotBringBackWhatAnotherDriverHasTakenAway() throws IOException {
    Path gone = new Path(output.getParent(), "gone");
    OutputSettings stage = OutputSettings.ofStates(new Path(gone, "wave-2"), run.settings().run());
    HoldfastCommitter committer = new HoldfastCommitter(stage, store);
    assertThatThrownBy(() -> committer.setupJob(run.jobContext())).isInstanceOf(IOException.class);
    assertThat(RunFixture.siblings(store, output)).doesNotContain("gone");
  }

  @Test
  void publishesMalformedRecordsInTheOutput() throws IOException {
    run.committer().setupJob(run.jobContext());
    run.commitTaskWithBadRecord(0, 1);
    run.write(1, 0);
    run.committer().commitTask(run.reduce(1, 0));

    run.commitJob();
    run.commitJob();

    assertThat(RunFixture.names(store, new Path(output, "_quarantine")))
        .containsExactly("part-r-00000.parquet");
    assertThat(Manifest.read(store, output).quarantine())
        .singleElement()
        .satisfies(file -> assertThat(file.rows()).isEqualTo(1));
    assertThat(new Verifier(files).verify(output)).isEqualTo(new Verification(2, 2, 15));
    assertThat(RunFixture.siblings(store, output)).containsExactly("out");
  }

  @Test
  void refusesARecordThatIsNeitherCountedNorFilteredNorSetAside() throws IOException {
    run.committer().setupJob(run.jobContext());
    run.commitTaskWithBadRecord(0, 2);
    run.write(1, 0);
    run.committer().commitTask(run.reduce(1, 0));

    assertThatThrownBy(run::commitJob)
        .isInstanceOfSatisfying(
            HoldfastException.class, e -> assertThat(e.kind()).isEqualTo(ErrorKind.BUG))
        .hasMessageContaining("expected 2 records in to be counted, filtered or set aside, got 0,");
    assertThat(store.exists(output)).isFalse();
  }

  @Test
  void mayBeRepeatedAndAbortedAfterwards() throws IOException {
    run.withCommittedTasks().commitJob();

    run.commitJob();
    run.abortJob();

    assertThat(new Verifier(files).verify(output)).isEqualTo(new Verification(2, 4, 30));
    assertThat(RunFixture.siblings(store, output)).containsExactly("out");
  }

  @Test
  void abortLeavesNothing() throws IOException {
    run.withCommittedTasks().abortJob();

    assertThat(RunFixture.siblings(store, output)).isEmpty();
  }

  @Test
  void refusesAMissingTask() throws IOException {
    run.committer().setupJob(run.jobContext());
    run.write(0, 0);
    run.committer().commitTask(run.reduce(0, 0));
    run.write(1, 0);

    assertThatThrownBy(run::commitJob)
        .isInstanceOf(HoldfastException.class)
        .hasMessageContaining("tasks/part-r-00001] expected a committed task, got nothing");
    assertThat(store.exists(output)).isFalse();
  }

  @Test
  void refusesAPartThatWasCut() throws IOException {
    run.withCommittedTasks();
    Path task = run.paths().task(run.reduce(1, 0).getTaskAttemptID().getTaskID());
    store.delete(new Path(task, "part-r-00001"));
    store.write(new Path(task, "part-r-00001"), new byte[3]);

    assertThatThrownBy(run::commitJob)
        .isInstanceOf(HoldfastException.class)
        .hasMessageContaining("expected 15 bytes, got 3");
    assertThat(store.exists(output)).isFalse();
  }

  @Test
  void oneOfTwoRunsWins() throws IOException {
    RunFixture other = new RunFixture(store, output, "run2", false).withCommittedTasks();
    run.withCommittedTasks().commitJob();

    assertThatThrownBy(other::commitJob)
        .isInstanceOfSatisfying(
            HoldfastException.class, e -> assertThat(e.kind()).isEqualTo(ErrorKind.CONFLICT))
        .hasMessageContaining("was published by run run1 while this run was working");
    other.abortJob();
    assertThat(Manifest.read(store, output).isOf("run1")).isTrue();
    assertThat(RunFixture.siblings(store, output)).containsExactly("out");
  }

  @Test
  void neverPublishesIntoADirectoryOfOthers() throws IOException {
    run.withCommittedTasks();
    store.makeDirectories(output);

    assertThatThrownBy(run::commitJob).hasMessageContaining("was made by another program");
    assertThat(store.list(output)).isEmpty();
  }

  @Test
  void listsAndDiscardsTheStagingOfDeadRuns() throws IOException {
    run.withCommittedTasks();
    store.rename(run.paths().staging(), run.paths().trash());
    run.withCommittedTasks();
    new RunFixture(store, output, "run2", true).withCommittedTasks();
    new RunFixture(store, output.suffix("2"), "run3", true).withCommittedTasks();

    assertThat(Leftovers.runIds(files, output)).containsExactly("run1", "run2");
    Leftovers.discard(files, output, "run1");
    Leftovers.discard(files, output, "run2");
    assertThat(Leftovers.runIds(files, output)).isEmpty();
    assertThat(Leftovers.runIds(files, output.suffix("2"))).containsExactly("run3");
  }
}
