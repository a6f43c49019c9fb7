package io.holdfast.output;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.holdfast.error.ErrorKind;
import io.holdfast.error.HoldfastException;
import java.io.IOException;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Proxy;
import java.util.ArrayList;
import java.util.List;
import org.apache.hadoop.fs.Path;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

abstract class ReplaceContract {
  private OutputStore store;
  private Path output;
  private RunFixture run;

  @BeforeEach
  void setUp(TestFolder folder) throws IOException {
    output = new Path(folder.path(), "out");
    store = OutputStore.of(folder.files());
    run = new RunFixture(store, output, "new", true);
  }

  @Test
  void replacesAnOutputAndAnEmptyDirectoryAndNothing() throws IOException {
    run.withCommittedTasks().commitJob();
    assertReplaced(run);

    new RunFixture(store, output, "newer", true).withCommittedTasks().commitJob();
    assertReplaced(new RunFixture(store, output, "newer", true));

    store.delete(output);
    store.makeDirectories(output);
    run.withCommittedTasks().commitJob();
    assertReplaced(run);
  }

  @Test
  void neverTouchesWhatIsNotAnOutput() throws IOException {
    store.makeDirectories(output);
    store.write(new Path(output, "precious"), new byte[1]);
    run.withCommittedTasks();

    assertConflict(() -> new Publication(store, run.settings()).check());
    assertConflict(run::commitJob);
    run.abortJob();

    assertThat(RunFixture.names(store, output)).containsExactly("precious");
    assertThat(RunFixture.siblings(store, output)).containsExactly("out");
  }

  @Test
  void takesAnEmptySuccessFileForAnotherPrograms() throws IOException {
    store.makeDirectories(output);
    store.write(new Path(output, "_SUCCESS"), new byte[0]);

    assertConflict(() -> new Publication(store, run.settings()).check());
  }

  @Test
  void takesAFileForAnotherPrograms() throws IOException {
    store.write(output, new byte[1]);

    assertConflict(() -> new Publication(store, run.settings()).check());
  }

  @Test
  void withoutBeingToldNothingIsReplaced() throws IOException {
    run.withCommittedTasks().commitJob();
    RunFixture other = new RunFixture(store, output, "other", false);

    assertThatThrownBy(() -> new Publication(store, other.settings()).check())
        .isInstanceOf(HoldfastException.class)
        .hasMessage(
            "[%s] expected no output yet, got that of run new; try another one, or --if-exists"
                    .formatted(output)
                + " replace");
  }

  @Test
  void recoveryPutsTheOldOutputBack() throws IOException {
    assertThat(recover()).isEqualTo(ReplaceRecovery.Outcome.NOTHING_TO_DO);
    new RunFixture(store, output, "old", false).withCommittedTasks().commitJob();
    store.rename(output, run.paths().old());

    assertThat(recover()).isEqualTo(ReplaceRecovery.Outcome.OLD_RESTORED);
    assertThat(Manifest.read(store, output).isOf("old")).isTrue();
    assertThat(recover()).isEqualTo(ReplaceRecovery.Outcome.NOTHING_TO_DO);
  }

  @Test
  void recoveryKeepsTheOldOutputBesideAStrangersDirectory() throws IOException {
    new RunFixture(store, output, "old", false).withCommittedTasks().commitJob();
    store.rename(output, run.paths().old());
    store.makeDirectories(output);

    assertThat(recover()).isEqualTo(ReplaceRecovery.Outcome.OLD_KEPT_ASIDE);
    assertThat(Manifest.read(store, run.paths().old()).isOf("old")).isTrue();
    run.withCommittedTasks();
    assertThatThrownBy(run::commitJob)
        .hasMessageContaining("what it held before is in " + run.paths().old());
  }

  @Test
  void recoveryDoesNotChooseBetweenTwoOldOutputs() throws IOException {
    store.makeDirectories(run.paths().old());
    store.makeDirectories(new OutputPaths(output, "other").old());

    assertConflict(this::recover);
    assertThat(RunFixture.siblings(store, output)).hasSize(2);
  }

  @Test
  void theOldOutputComesBackWhenItsReplacementIsOvertaken() throws IOException {
    new RunFixture(store, output, "old", false).withCommittedTasks().commitJob();
    run.withCommittedTasks();
    store.rename(output, run.paths().old());
    new RunFixture(store, output, "fast", true).withCommittedTasks().commitJob();

    assertThatThrownBy(run::commitJob)
        .hasMessageContaining("was published by run fast while this run was working");
    run.abortJob();

    assertReplaced(new RunFixture(store, output, "fast", true));
  }

  @Test
  void aReplacementThatTheNextRunUndoesEndsWithAConflict() throws IOException {
    new RunFixture(store, output, "old", false).withCommittedTasks().commitJob();
    run.withCommittedTasks();
    List<ReplaceRecovery.Outcome> undone = new ArrayList<>();
    OutputStore between = before("rename", run.paths().result(), () -> undone.add(recover()));

    assertThatThrownBy(run.on(between)::commitJob)
        .hasMessageContaining("was published by run old while this run was working");
    run.abortJob();

    assertThat(undone).containsExactly(ReplaceRecovery.Outcome.OLD_RESTORED);
    assertReplaced(new RunFixture(store, output, "old", false));
  }

  @Test
  void aMasterThatMeetsAnotherBetweenItsRenamesPublishesForIt() throws IOException {
    new RunFixture(store, output, "old", false).withCommittedTasks().commitJob();
    run.withCommittedTasks();
    OutputStore between =
        before("exists", run.paths().old(), () -> store.rename(output, run.paths().old()));

    run.on(between).commitJob();

    assertReplaced(run);
  }

  @Test
  void aMasterThatTakesTheNewOutputForTheOldOnePutsItBack() throws IOException {
    new RunFixture(store, output, "old", false).withCommittedTasks().commitJob();
    run.withCommittedTasks();
    List<String> taken = new ArrayList<>();
    OutputStore between =
        before(
            "rename",
            output,
            () -> {
              run.commitJob();
              taken.add(Manifest.read(store, output).run().runId());
            });

    run.on(between).commitJob();

    assertThat(taken).containsExactly("new");
    assertReplaced(run);
  }

  /** It found the old output before another had moved that, and then moved the new one. */
  @Test
  void whatAMasterHasMovedAsideByMistakeComesBack() throws IOException {
    run.withCommittedTasks().commitJob();
    store.rename(output, run.paths().old());

    new Publication(store, run.settings()).forgetOld();

    assertReplaced(run);
  }

  /** Between its look at what has the name and its step another master has moved that aside. */
  @Test
  void recoveryDeletesNothingThatHasComeAsideSinceItLooked() throws IOException {
    new RunFixture(store, output, "old", false).withCommittedTasks().commitJob();
    Path replaced = new Path(output.getParent(), "replaced");
    store.rename(output, replaced);
    run.withCommittedTasks().commitJob();
    store.rename(replaced, run.paths().old());
    OutputStore between =
        before(
            "rename",
            run.paths().old(),
            () -> {
              store.delete(run.paths().old());
              store.rename(output, run.paths().old());
            });

    assertThat(ReplaceRecovery.restoreInterruptedReplace(between, output))
        .isEqualTo(ReplaceRecovery.Outcome.OLD_RESTORED);
    assertReplaced(run);
  }

  @Test
  void recoveryKeepsWhatIsNewerThanTheOutput() throws IOException {
    new RunFixture(store, output, "old", false).withCommittedTasks().commitJob();
    Path oldest = new Path(output.getParent(), "oldest");
    store.rename(output, oldest);
    run.withCommittedTasks().commitJob();
    OutputPaths other = new OutputPaths(output, "other");
    store.rename(output, other.old());
    store.rename(oldest, output);

    assertThat(ReplaceRecovery.restore(store, other))
        .isEqualTo(ReplaceRecovery.Outcome.OLD_KEPT_ASIDE);
    assertThat(Manifest.read(store, output).isOf("old")).isTrue();
    assertThat(RunFixture.siblings(store, output))
        .filteredOn(name -> name.startsWith(other.old().getName()))
        .singleElement()
        .satisfies(
            name ->
                assertThat(Manifest.read(store, new Path(output.getParent(), name)).isOf("new"))
                    .isTrue());
  }

  /** Returns the store with something that happens before the first step of a kind at a path. */
  private OutputStore before(String step, Path path, Call event) {
    boolean[] happened = {false};
    return (OutputStore)
        Proxy.newProxyInstance(
            OutputStore.class.getClassLoader(),
            new Class<?>[] {OutputStore.class},
            (proxy, method, arguments) -> {
              if (!happened[0] && method.getName().equals(step) && arguments[0].equals(path)) {
                happened[0] = true;
                event.run();
              }
              try {
                return method.invoke(store, arguments);
              } catch (InvocationTargetException e) {
                throw e.getCause();
              }
            });
  }

  @Test
  void whatAnotherMasterOfTheRunHasPublishedStaysWhereItIs() throws IOException {
    new RunFixture(store, output, "old", false).withCommittedTasks().commitJob();
    run.withCommittedTasks().commitJob();

    new Publication(store, run.settings()).publish();

    assertReplaced(run);
  }

  @Test
  void aRunPutsBackItsOwnOldOutputAlone() throws IOException {
    new RunFixture(store, output, "old", false).withCommittedTasks().commitJob();
    OutputPaths other = new OutputPaths(output, "other");
    store.rename(output, other.old());

    assertThat(ReplaceRecovery.restore(store, run.paths()))
        .isEqualTo(ReplaceRecovery.Outcome.NOTHING_TO_DO);
    assertThat(store.exists(output)).isFalse();
    assertThat(ReplaceRecovery.restore(store, other))
        .isEqualTo(ReplaceRecovery.Outcome.OLD_RESTORED);
    assertThat(Manifest.read(store, output).isOf("old")).isTrue();
  }

  private interface Call {
    void run() throws IOException;
  }

  private static void assertConflict(Call call) {
    assertThatThrownBy(call::run)
        .isInstanceOfSatisfying(
            HoldfastException.class, e -> assertThat(e.kind()).isEqualTo(ErrorKind.CONFLICT));
  }

  private void assertReplaced(RunFixture by) throws IOException {
    assertThat(Manifest.read(store, output).run()).isEqualTo(by.settings().run());
    assertThat(RunFixture.text(store, new Path(output, "part-r-00000"))).isEqualTo(by.part(0));
    assertThat(RunFixture.siblings(store, output)).containsExactly("out");
  }

  private ReplaceRecovery.Outcome recover() throws IOException {
    return ReplaceRecovery.restoreInterruptedReplace(store, output);
  }
}
