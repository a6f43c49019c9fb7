package io.holdfast.fault;

import static io.holdfast.fault.Strikes.atEndOfMap;
import static io.holdfast.fault.Strikes.inMap;
import static io.holdfast.fault.Strikes.inReduce;
import static io.holdfast.fault.Strikes.inShuffleOfReduce;
import static io.holdfast.fault.shell.Action.BREAK_DISK;
import static io.holdfast.fault.shell.Action.CORRUPT_OUTPUT;
import static io.holdfast.fault.shell.Action.NOTE;
import static io.holdfast.fault.shell.Action.WAIT;
import static org.apache.hadoop.mapreduce.TaskType.MAP;

import java.time.Duration;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** Rows 21 to 23, 36, 42 and 43: nodes, disks and blocks. */
@ExtendWith(DrillExtension.class)
class NodeFaultIT {
  private static final String ANY = "maps 3 succeeded.*; reduces 2 succeeded.*";

  /** Ten seconds until the resource manager gives a node up, and its tasks once more. */
  private static final Duration NODE_LOSS = Duration.ofSeconds(60);

  private final FaultDrill drill;

  NodeFaultIT(FaultDrill drill) {
    this.drill = drill;
  }

  @Test
  void aNodeDiesThatRunsAMap() throws Exception {
    drill
        .row("21")
        .with(inMap(1).atRecord(1000).does(WAIT))
        .meanwhile((cluster, run) -> cluster.kill(run.nodeOf(0)))
        .recovers(ANY)
        .within(NODE_LOSS)
        .anotherAttemptCounts(MAP, 1);
  }

  @Test
  @Tag("matrix")
  void aNodeDiesThatRunsAReduce() throws Exception {
    drill
        .row("22")
        .with(inReduce(1).after(5).does(WAIT))
        .meanwhile((cluster, run) -> cluster.kill(run.nodeOf(0)))
        .recovers(ANY)
        .within(NODE_LOSS);
  }

  /** A reduce is held before its first copy, until the node that has a map's output is gone. */
  @Test
  @Tag("matrix")
  void aNodeDiesThatHasMapOutput() throws Exception {
    drill
        .row("23")
        .with(atEndOfMap(1).does(NOTE), inShuffleOfReduce(1).does(WAIT))
        .options("-D", "mapreduce.job.reduce.slowstart.completedmaps=1.0")
        .meanwhile((cluster, run) -> cluster.kill(run.nodeOf(0)))
        .recovers(ANY)
        .within(NODE_LOSS)
        .anotherAttemptCounts(MAP, 1);
  }

  @Test
  void mapOutputThatIsCorrupt() throws Exception {
    drill
        .row("36")
        .with(atEndOfMap(1).does(CORRUPT_OUTPUT))
        .killsTheJobWithoutRetries()
        .recovers(ANY)
        .anotherAttemptCounts(MAP, 1);
  }

  @Test
  void aDiskThatTakesNoMapOutput() throws Exception {
    drill
        .row("42")
        .with(inMap(1).atRecord(0).does(BREAK_DISK))
        .killsTheJobWithoutRetries()
        .recovers(ANY)
        .anotherAttemptCounts(MAP, 1);
  }

  @Test
  @Tag("matrix")
  void aDataNodeDiesWhileItIsRead() throws Exception {
    drill
        .row("43 read")
        .with(inMap(1).atRecord(0).does(WAIT))
        .meanwhile((cluster, run) -> cluster.killDataNodeOf(Subject.INPUT))
        .recovers("maps 3 succeeded; reduces 2 succeeded");
    drill.cluster().restoreDataNodes();
  }

  @Test
  @Tag("matrix")
  void aDataNodeDiesWhileAPartIsWritten() throws Exception {
    drill
        .row("43 write")
        .with(inReduce(1).after(5).does(WAIT))
        .meanwhile((cluster, run) -> cluster.killDataNodeOf(Subject.INPUT))
        .recovers("maps 3 succeeded; reduces 2 succeeded");
    drill.cluster().restoreDataNodes();
  }

  @Test
  void aReplicaThatIsCorrupt() throws Exception {
    drill.cluster().corruptReplica(Subject.INPUT);
    drill
        .row("43 corrupt")
        .with(inMap(1).atRecord(500).does(NOTE))
        .recovers("maps 3 succeeded; reduces 2 succeeded");
  }
}
