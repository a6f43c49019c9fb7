package io.holdfast.fault;

import static io.holdfast.fault.Strikes.inCommit;
import static io.holdfast.fault.Strikes.inJobCommit;
import static io.holdfast.fault.Strikes.inMap;
import static io.holdfast.fault.shell.Action.KILL;
import static io.holdfast.fault.shell.Action.WAIT;
import static io.holdfast.fault.shell.Place.AFTER_JOB_COMMIT;
import static io.holdfast.fault.shell.Place.BEFORE_TASK_COMMIT;
import static io.holdfast.fault.shell.Place.IN_JOB_COMMIT;
import static org.apache.hadoop.mapreduce.TaskType.REDUCE;

import org.apache.hadoop.fs.Path;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** What strikes a run of several stages. */
@ExtendWith(DrillExtension.class)
class StageFaultIT {
  private final FaultDrill drill;

  StageFaultIT(FaultDrill drill) {
    this.drill = drill;
  }

  /** The first attempt of a reduce task in each stage; the attempts seen are those of the last. */
  @Test
  @Tag("matrix")
  void aReduceKilledInEachStage() throws Exception {
    drill
        .row("17 stages", Subject.readings(drill.files(), 3).inOrder())
        .with(inCommit(BEFORE_TASK_COMMIT, 1).does(KILL))
        .killsTheJobWithoutRetries()
        .recovers("maps 1 succeeded; reduces 2 succeeded 1 failed")
        .tells(REDUCE, 1, 0, "SIGKILL")
        .struck(0, 2);
  }

  /** A map whose group is cut into slices; the attempts seen are those of the stage behind. */
  @Test
  @Tag("matrix")
  void aMapKilledInTheStageThatSlices() throws Exception {
    drill
        .row("16 slices", Subject.readings(drill.files(), 3).sliced())
        .with(inMap(1).atRecord(1000).does(KILL))
        .killsTheJobWithoutRetries()
        .recovers("maps 1 succeeded; reduces 2 succeeded")
        .struck(0, 1);
  }

  /** The job that slices goes on; another driver waits for it, and joins the slices. */
  @Test
  @Tag("matrix")
  void theDriverKilledInTheStageThatSlices() throws Exception {
    drill
        .row("31 slices", Subject.readings(drill.files(), 3).sliced())
        .with(inMap(1).atRecord(1000).does(WAIT))
        .isResumed(true, 2, "stage slice of run");
  }

  /** The first stage's job goes on; another driver waits for it, and runs the second. */
  @Test
  @Tag("matrix")
  void theDriverKilledInAStage() throws Exception {
    drill
        .row("31", Subject.readings(drill.files(), 3).inOrder())
        .with(inMap(1).atRecord(1000).does(WAIT))
        .isResumed(true, 2, "stage aggregate of run");
  }

  /** The job that keeps states goes on; another driver waits for it, and merges them. */
  @Test
  @Tag("matrix")
  void theDriverKilledInTheStageThatKeepsStates() throws Exception {
    Subject readings = Subject.readings(drill.files(), 3);
    drill.clean(readings); // Else the clean run would keep the states.
    Path states = new Path("/fault/states");
    drill
        .row("31 states", readings.keepingStates(states))
        .with(inMap(1).atRecord(1000).does(WAIT))
        .isResumed(true, 2, "1 files are known, 0 are to be read");
    drill.files().delete(states, true);
  }

  /** The first stage is published, and its job has ended; the second has not begun. */
  @Test
  @Tag("matrix")
  void theDriverKilledBetweenStages() throws Exception {
    drill
        .row("32", Subject.readings(drill.files(), 3).inOrder())
        .with(inJobCommit(AFTER_JOB_COMMIT).does(WAIT))
        .isResumed(false, 2, "stage aggregate of run");
  }

  /** One part of two has its place. */
  @Test
  @Tag("matrix")
  void theDriverKilledWhileAStageIsPublished() throws Exception {
    drill
        .row("33", Subject.readings(drill.files(), 3).inOrder())
        .with(inJobCommit(IN_JOB_COMMIT).after(1).does(WAIT))
        .isResumed(true, 2, "stage aggregate of run");
  }

  /** Of one stage: the job publishes, and there is nothing left to do. */
  @Test
  @Tag("matrix")
  void theDriverOfTheLastStageKilled() throws Exception {
    drill
        .row("31 last stage")
        .with(inMap(1).atRecord(1000).does(WAIT))
        .isResumed(true, 1, "is whole: there is nothing left to do");
  }
}
