package io.holdfast.fault;

import static io.holdfast.fault.Strikes.inCommit;
import static io.holdfast.fault.Strikes.inJobCommit;
import static io.holdfast.fault.Strikes.inReduce;
import static io.holdfast.fault.shell.Action.KILL;
import static io.holdfast.fault.shell.Action.NOTE;
import static io.holdfast.fault.shell.Action.THROW_IO;
import static io.holdfast.fault.shell.Action.WAIT;
import static io.holdfast.fault.shell.Place.AFTER_JOB_COMMIT;
import static io.holdfast.fault.shell.Place.AFTER_TASK_COMMIT;
import static io.holdfast.fault.shell.Place.BEFORE_JOB_COMMIT;
import static io.holdfast.fault.shell.Place.BEFORE_TASK_COMMIT;
import static io.holdfast.fault.shell.Place.IN_JOB_COMMIT;
import static io.holdfast.fault.shell.Place.IN_TASK_COMMIT;
import static io.holdfast.fault.shell.Place.REDUCE_END;
import static org.apache.hadoop.mapreduce.TaskType.REDUCE;

import io.holdfast.fault.shell.Place;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
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
            inCommit(REDUCE_END, 1).does(NOTE))
        .withSpeculation()
        .recovers("maps 3 succeeded( [1-3] killed)?; reduces 2 succeeded [1-2] killed")
        .anotherAttemptCounts(REDUCE, 1);
  }

  @Test
  @Tag("matrix")
  void killedBeforeTheTaskCommit() throws Exception {
    drill
        .row("17")
        .with(inCommit(BEFORE_TASK_COMMIT, 1).does(KILL))
        .killsTheJobWithoutRetries()
        .recovers(ONE_REDUCE_AGAIN);
  }

  @Test
  void killedInTheTaskCommit() throws Exception {
    drill
        .row("18")
        .with(inCommit(IN_TASK_COMMIT, 1).does(KILL))
        .killsTheJobWithoutRetries()
        .recovers(ONE_REDUCE_AGAIN);
  }

  @Test
  @Tag("matrix")
  void killedAfterTheTaskCommit() throws Exception {
    drill
        .row("19")
        .with(inCommit(AFTER_TASK_COMMIT, 0).does(KILL))
        .killsTheJobWithoutRetries()
        .recovers(ONE_REDUCE_AGAIN);
  }

  @Test
  @Tag("matrix")
  void aTaskCommitThatFails() throws Exception {
    drill
        .row("20")
        .with(inCommit(BEFORE_TASK_COMMIT, 0).does(THROW_IO))
        .killsTheJobWithoutRetries()
        .recovers(ONE_REDUCE_AGAIN)
        .blames(REDUCE, 0, "injected");
  }

  @Test
  @Tag("matrix")
  void theMasterKilledBeforeTheJobCommit() throws Exception {
    masterKilled("27", BEFORE_JOB_COMMIT, 0);
  }

  /** Its renames: two parts, the manifest, the output. */
  @ParameterizedTest
  @ValueSource(ints = {0, 2, 3})
  @Tag("matrix")
  void theMasterKilledInTheJobCommit(int rename) throws Exception {
    drill
        .row("28 after rename " + rename)
        .with(inJobCommit(IN_JOB_COMMIT).after(rename).does(KILL))
        .recovers(NOTHING_AGAIN);
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
        .recovers(NOTHING_AGAIN);
  }

  /** The output is there: without a second master too, and the driver says so. */
  @Test
  @Tag("matrix")
  void theMasterKilledAfterTheJobCommit() throws Exception {
    drill.row("29").with(inJobCommit(AFTER_JOB_COMMIT).does(KILL)).recovers(NOTHING_AGAIN);
    drill
        .row("29 without a second master")
        .with(inJobCommit(AFTER_JOB_COMMIT).does(KILL))
        .options("-D", "mapreduce.am.max-attempts=1")
        .publishes(0);
  }

  @Test
  void allMastersKilled() throws Exception {
    drill
        .row("30")
        .with(inJobCommit(BEFORE_JOB_COMMIT).ofEveryAttempt().does(KILL))
        .fails(1, "application master");
  }

  @Test
  void twoDriversWithOneOutput() throws Exception {
    drill
        .row("44")
        .with(inJobCommit(BEFORE_JOB_COMMIT).does(WAIT))
        .meanwhile(new SecondDriver(Subject.readings(drill.files(), 3)))
        .publishes(4);
  }
}
