package io.holdfast.fault;

import static io.holdfast.fault.Strikes.inMap;
import static io.holdfast.fault.Strikes.inReduce;
import static io.holdfast.fault.Strikes.inShuffleOfReduce;
import static io.holdfast.fault.shell.Action.NOTE;
import static io.holdfast.fault.shell.Action.WAIT;
import static org.apache.hadoop.mapreduce.TaskType.MAP;
import static org.apache.hadoop.mapreduce.TaskType.REDUCE;

import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** Rows 24 to 26: the application master is killed while tasks run. */
@ExtendWith(DrillExtension.class)
class MasterFaultIT {

  private final FaultDrill drill;

  MasterFaultIT(FaultDrill drill) {
    this.drill = drill;
  }

  /** Four of the five maps are done, and none of them runs again. */
  @Test
  void killedAtEightyPercentOfTheMaps() throws Exception {
    drill
        .row("24", Subject.readings(drill.files(), 5))
        .with(inMap(3).atRecord(500).does(WAIT))
        .meanwhile(Masters.killedWhenDone(4, 0))
        .killsTheJobWithoutRetries()
        .recovers("maps 5 succeeded.*; reduces 2 succeeded.*")
        .keeps(MAP, 0, 1, 2, 4)
        .tellsOfKilledMaster();
  }

  @Test
  @Tag("matrix")
  void killedInTheShuffle() throws Exception {
    drill
        .row("25")
        .with(inShuffleOfReduce(1).after(1).does(NOTE), inMap(2).atRecord(0).does(WAIT))
        .meanwhile(Masters.killedWhenDone(2, 0))
        .killsTheJobWithoutRetries()
        .recovers("maps 3 succeeded.*; reduces 2 succeeded.*")
        .keeps(MAP, 0, 1)
        .tellsOfKilledMaster();
  }

  @Test
  @Tag("matrix")
  void killedInTheReduce() throws Exception {
    drill
        .row("26")
        .with(inReduce(1).after(5).does(WAIT))
        .meanwhile(Masters.killedWhenDone(3, 1))
        .killsTheJobWithoutRetries()
        .recovers("maps 3 succeeded; reduces 2 succeeded.*")
        .keeps(MAP, 0, 1, 2)
        .keeps(REDUCE, 0)
        .tellsOfKilledMaster();
  }
}
