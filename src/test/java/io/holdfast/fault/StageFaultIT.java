package io.holdfast.fault;

import static io.holdfast.fault.Strikes.inCommit;
import static io.holdfast.fault.shell.Action.KILL;
import static io.holdfast.fault.shell.Place.BEFORE_TASK_COMMIT;
import static org.apache.hadoop.mapreduce.TaskType.REDUCE;

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
}
