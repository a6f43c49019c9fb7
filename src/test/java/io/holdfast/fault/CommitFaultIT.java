package io.holdfast.fault;

import static io.holdfast.fault.Strikes.inCommit;
import static io.holdfast.fault.Strikes.inJobCommit;
import static io.holdfast.fault.Strikes.inReduce;
import static io.holdfast.fault.shell.Action.KILL;
import static io.holdfast.fault.shell.Action.NOTE;
import static io.holdfast.fault.shell.Action.THROW_IO;
import static io.holdfast.fault.shell.Action.WAIT;
import static io.holdfast.fault.shell.Place.AFTER_TASK_COMMIT;
import static io.holdfast.fault.shell.Place.BEFORE_JOB_COMMIT;
import static io.holdfast.fault.shell.Place.BEFORE_TASK_COMMIT;
import static io.holdfast.fault.shell.Place.IN_JOB_COMMIT;
import static io.holdfast.fault.shell.Place.IN_TASK_COMMIT;
import static io.holdfast.fault.shell.Place.REDUCE_END;
import static org.apache.hadoop.mapreduce.TaskType.MAP;
import static org.apache.hadoop.mapreduce.TaskType.REDUCE;

import io.holdfast.fault.shell.Place;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Rows 16 to 20, 27 to 30 and 44: what strikes while a task or the job commits. */
@ExtendWith(DrillExtension.class)
class CommitFaultIT {
  private static final String NOTHING_AGAIN = "maps 3 succeeded; reduces 2 succeeded";
  private static final String ONE_REDUCE_AGAIN = NOTHING_AGAIN + " 1 failed";

  private final FaultDrill drill;

  CommitFaultIT(FaultDrill drill) {
    this.drill = drill;
  }

  /**
   * The first is held at a group until the second may commit; that until the first asks as well.
   */
  @Test
  @Tag("matrix")
  void twoAttemptsOfATaskReachTheCommit() throws Exception {
    drill
        .row("16")
        .with(
            inReduce(1).after(5).does(WAIT),
            inCommit(BEFORE_TASK_COMMIT, 1).ofAttempt(1).does(WAIT),
            inCommit(REDUCE_END, 1).does(NOTE),
            inCommit(AFTER_TASK_COMMIT, 1).ofEveryAttempt().does(NOTE))
        .withSpeculation()
        .recovers("maps 3 succeeded( [1-3] killed)?; reduces 2 succeeded [1-2] killed")
        .backupWon(REDUCE, 1)
        .struck(3, 1);
  }

  @Test
  @Tag("matrix")
  void killedBeforeTheTaskCommit() throws Exception {
    drill
        .row("17")
        .with(inCommit(BEFORE_TASK_COMMIT, 1).does(KILL))
        .killsTheJobWithoutRetries()
        .recovers(ONE_REDUCE_AGAIN)
        .tells(REDUCE, 1, 0, "SIGKILL");
  }

  @Test
  @Tag("matrix")
  void killedInTheTaskCommit() throws Exception {
    drill
        .row("18")
        .with(inCommit(IN_TASK_COMMIT, 1).does(KILL))
        .killsTheJobWithoutRetries()
        .recovers(ONE_REDUCE_AGAIN)
        .tells(REDUCE, 1, 0, "SIGKILL");
  }

  @Test
  @Tag("matrix")
  void killedAfterTheTaskCommit() throws Exception {
    drill
        .row("19")
        .with(inCommit(AFTER_TASK_COMMIT, 0).does(KILL))
        .killsTheJobWithoutRetries()
        .recovers(ONE_REDUCE_AGAIN)
        .tells(REDUCE, 0, 0, "SIGKILL");
  }

  @Test
  @Tag("matrix")
  void aTaskCommitThatFails() throws Exception {
    drill
        .row("20")
        .with(inCommit(BEFORE_TASK_COMMIT, 0).does(THROW_IO))
        .killsTheJobWithoutRetries()
        .recovers(ONE_REDUCE_AGAIN)
        .tells(REDUCE, 0, 0, "injected");
  }

  @Test
  @Tag("matrix")
  void theMasterKilledBeforeTheJobCommit() throws Exception {
    masterKilled("27", BEFORE_JOB_COMMIT, 0);
  }

  /** Its renames: two parts, the manifest, the output. */
  @ParameterizedTest
  @ValueSource(ints = {0, 2})
  @Tag("matrix")
  void theMasterKilledAtTheEndsOfTheJobCommit(int rename) throws Exception {
    masterKilled("28 after rename " + rename, IN_JOB_COMMIT, rename);
  }

  @Test
  void theMasterKilledInTheMiddleOfTheJobCommit() throws Exception {
    masterKilled("28", IN_JOB_COMMIT, 1);
  }

  private void masterKilled(String row, Place place, int renames) throws Exception {
    drill
        .row(row)
        .with(inJobCommit(place).after(renames).does(KILL))
        .killsTheJobWithoutRetries()
        .recovers(NOTHING_AGAIN)
        .tellsOfKilledMaster()
        .keeps(MAP, 0, 1, 2)
        .keeps(REDUCE, 0, 1);
  }

  /** The last rename has published: without a second master too, and the driver says so. */
  @ParameterizedTest
  @EnumSource(names = {"IN_JOB_COMMIT", "AFTER_JOB_COMMIT"})
  @Tag("matrix")
  void theMasterKilledAfterItHasPublished(Place place) throws Exception {
    int renames = place == IN_JOB_COMMIT ? 3 : 0;
    drill
        .row("29 " + place)
        .with(inJobCommit(place).after(renames).does(KILL))
        .recovers(NOTHING_AGAIN)
        .tellsOfKilledMaster()
        .keeps(MAP, 0, 1, 2)
        .keeps(REDUCE, 0, 1);
    drill
        .row("29 without a second master, " + place)
        .with(inJobCommit(place).after(renames).does(KILL))
        .options("-D", "mapreduce.am.max-attempts=1")
        .publishes("is whole");
  }

  /** Killed between the rename that moves the old output aside and the one that publishes. */
  @Test
  @Tag("matrix")
  void theMasterKilledWhileItReplacesAnOutput() throws Exception {
    drill
        .row("28 replacing")
        .replacing()
        .with(inJobCommit(IN_JOB_COMMIT).after(3).does(KILL))
        .recovers(NOTHING_AGAIN)
        .tellsOfKilledMaster()
        .keeps(MAP, 0, 1, 2)
        .keeps(REDUCE, 0, 1);
    drill
        .row("30 replacing")
        .replacing()
        .with(inJobCommit(IN_JOB_COMMIT).after(3).ofEveryAttempt().does(KILL))
        .options("-D", "mapreduce.am.max-attempts=1")
        .keepsTheOldOutput(1, "application master");
  }

  @Test
  @Tag("matrix")
  void allMastersKilled() throws Exception {
    drill
        .row("30")
        .with(inJobCommit(BEFORE_JOB_COMMIT).ofEveryAttempt().does(KILL))
        .fails(1, "application master, after 2 attempts", "exit code 137");
  }

  @Test
  @Tag("matrix")
  void twoDriversWithOneOutput() throws Exception {
    drill
        .row("44")
        .with(inJobCommit(BEFORE_JOB_COMMIT).does(WAIT))
        .losesTo(new SecondDriver(Subject.readings(drill.files(), 3)), "was published by run ");
  }
}
