package io.holdfast.fault;

import static io.holdfast.fault.Strikes.atRowOfMap;
import static io.holdfast.fault.Strikes.inCombinerOfMap;
import static io.holdfast.fault.Strikes.inMap;
import static io.holdfast.fault.Strikes.inReduce;
import static io.holdfast.fault.Strikes.inShuffleOfReduce;
import static io.holdfast.fault.shell.Action.HALT;
import static io.holdfast.fault.shell.Action.KILL;
import static io.holdfast.fault.shell.Action.OUT_OF_MEMORY;
import static io.holdfast.fault.shell.Action.POISON;
import static io.holdfast.fault.shell.Action.THROW;
import static io.holdfast.fault.shell.Action.THROW_IO;
import static io.holdfast.fault.shell.Action.WAIT;
import static org.apache.hadoop.mapreduce.TaskType.MAP;
import static org.apache.hadoop.mapreduce.TaskType.REDUCE;

import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** Rows 1 to 10, 40 and 47: attempts that fail or die by themselves. */
@ExtendWith(DrillExtension.class)
class TaskFaultIT {
  private static final String ONE_MAP_AGAIN = "maps 3 succeeded 1 failed; reduces 2 succeeded";
  private static final String ONE_REDUCE_AGAIN = "maps 3 succeeded; reduces 2 succeeded 1 failed";
  private static final String KILLED = "SIGKILL";
  private static final String HALTED = "exit code 7";

  private final FaultDrill drill;

  TaskFaultIT(FaultDrill drill) {
    this.drill = drill;
  }

  @Test
  void anExceptionInAMap() throws Exception {
    drill
        .row("1")
        .with(inMap(1).somewhere().does(THROW))
        .killsTheJobWithoutRetries()
        .recovers(ONE_MAP_AGAIN)
        .tells(MAP, 1, 0, "injected");
  }

  @Test
  @Tag("matrix")
  void anExceptionInAReduce() throws Exception {
    drill
        .row("2")
        .with(inReduce(1).somewhere().does(THROW))
        .killsTheJobWithoutRetries()
        .recovers(ONE_REDUCE_AGAIN)
        .tells(REDUCE, 1, 0, "injected");
  }

  @Test
  @Tag("matrix")
  void aMapWithoutMemory() throws Exception {
    drill
        .row("3")
        .with(inMap(2).atRecord(500).does(OUT_OF_MEMORY))
        .killsTheJobWithoutRetries()
        .recovers(ONE_MAP_AGAIN)
        .tells(MAP, 2, 0, "heap");
  }

  @Test
  @Tag("matrix")
  void aReduceWithoutMemory() throws Exception {
    drill
        .row("4")
        .with(inReduce(0).somewhere().does(OUT_OF_MEMORY))
        .killsTheJobWithoutRetries()
        .recovers(ONE_REDUCE_AGAIN)
        .tells(REDUCE, 0, 0, "heap");
  }

  @Test
  @Tag("matrix")
  void aMapWhoseJvmHalts() throws Exception {
    drill
        .row("5")
        .with(inMap(0).somewhere().does(HALT))
        .killsTheJobWithoutRetries()
        .recovers(ONE_MAP_AGAIN)
        .tells(MAP, 0, 0, HALTED);
  }

  @Test
  @Tag("matrix")
  void aCombinerWhoseJvmHalts() throws Exception {
    drill
        .row("6", Subject.readings(drill.files(), 3).inSeveralRuns())
        .with(inCombinerOfMap(0).somewhere().does(HALT))
        .killsTheJobWithoutRetries()
        .recovers(ONE_MAP_AGAIN)
        .tells(MAP, 0, 0, HALTED);
  }

  @Test
  @Tag("matrix")
  void aReduceWhoseJvmHalts() throws Exception {
    drill
        .row("7")
        .with(inReduce(1).somewhere().does(HALT))
        .killsTheJobWithoutRetries()
        .recovers(ONE_REDUCE_AGAIN)
        .tells(REDUCE, 1, 0, HALTED);
  }

  @Test
  @Tag("matrix")
  void aMapKilledAtARecord() throws Exception {
    drill
        .row("8")
        .with(inMap(1).somewhere().does(KILL))
        .killsTheJobWithoutRetries()
        .recovers(ONE_MAP_AGAIN)
        .tells(MAP, 1, 0, KILLED);
  }

  @Test
  @Tag("matrix")
  void aReduceKilledWhileItCopies() throws Exception {
    drill
        .row("9")
        .with(inMap(2).atRecord(0).does(WAIT), inShuffleOfReduce(1).after(1).does(KILL))
        .killsTheJobWithoutRetries()
        .recovers(ONE_REDUCE_AGAIN)
        .tells(REDUCE, 1, 0, KILLED);
  }

  @Test
  @Tag("matrix")
  void aReduceKilledAtAGroup() throws Exception {
    drill
        .row("10")
        .with(inReduce(0).somewhere().does(KILL))
        .killsTheJobWithoutRetries()
        .recovers(ONE_REDUCE_AGAIN)
        .tells(REDUCE, 0, 0, KILLED);
  }

  @Test
  void aRecordThatFailsEveryAttemptIsNamedAtTheSecondProof() throws Exception {
    FaultedRun run =
        drill
            .row("40")
            .with(atRowOfMap(1).after(1000).ofEveryAttempt().does(POISON))
            .fails(
                70,
                "readings.parquet @ row group ",
                ", row 100] expected the row",
                "same failure in two");

    // A third may have begun before the driver has seen the second fail; a fourth would be all.
    drill.assertAttempts(run, "maps .*[23] failed; reduces.*");
  }

  /** Nothing is tried twice there, so the first proof has to do. */
  @Test
  void aRecordThatFailsUnderTheLocalJobRunnerIsNamedAtOnce() throws Exception {
    drill
        .row("40 local")
        .with(atRowOfMap(1).after(1000).does(POISON))
        .options("-D", "mapreduce.framework.name=local")
        .fails(70, "readings.parquet @ row group ", ", row 100] expected the row");
  }

  @Test
  @Tag("matrix")
  void aMapThatFailsOnceMoreThanItMay() throws Exception {
    FaultedRun run =
        drill
            .row("47 map")
            .with(inMap(1).atRecord(1000).ofEveryAttempt().does(HALT))
            .options("--max-attempts", "2")
            .fails(1, "map 1", HALTED);

    drill.assertAttempts(run, "maps .*2 failed; reduces.*");
  }

  @Test
  @Tag("matrix")
  void aReduceThatFailsOnceMoreThanItMay() throws Exception {
    FaultedRun run =
        drill
            .row("47 reduce")
            .with(inReduce(0).after(3).ofEveryAttempt().does(THROW_IO))
            .options("--max-attempts", "2")
            .fails(1, "reduce 0", "injected");

    drill.assertAttempts(run, "maps 3 succeeded; reduces .*2 failed");
  }
}
