package io.holdfast.fault;

import static io.holdfast.fault.Strikes.atEndOfMap;
import static io.holdfast.fault.Strikes.inMap;
import static io.holdfast.fault.Strikes.inReduce;
import static io.holdfast.fault.Strikes.inShuffleOfReduce;
import static io.holdfast.fault.shell.Action.BREAK_DISK;
import static io.holdfast.fault.shell.Action.CORRUPT_OUTPUT;
import static io.holdfast.fault.shell.Action.LOSE_OUTPUT;
import static io.holdfast.fault.shell.Action.NOTE;
import static io.holdfast.fault.shell.Action.WAIT;
import static java.nio.file.attribute.PosixFilePermission.GROUP_EXECUTE;
import static java.nio.file.attribute.PosixFilePermission.GROUP_READ;
import static org.apache.hadoop.mapreduce.TaskType.MAP;
import static org.apache.hadoop.mapreduce.TaskType.REDUCE;
import static org.assertj.core.api.Assertions.assertThat;

import io.holdfast.cluster.TestCluster;
import java.io.IOException;
import java.nio.file.Files;
import java.time.Duration;
import java.util.List;
import org.apache.hadoop.fs.Path;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * Rows 21 to 23, 36, 42 and 43: nodes, disks and blocks. What a lost node ran counts as killed, not
 * as failed, and is tried again however few attempts are allowed; so there is no fatal run to show.
 */
@ExtendWith(DrillExtension.class)
class NodeFaultIT {
  /** When reduces may start. */
  private static final String[] AFTER_ALL_MAPS = {
    "-D", "mapreduce.job.reduce.slowstart.completedmaps=1.0"
  };

  private static final String ANY = "maps 3 succeeded.*; reduces 2 succeeded.*";

  /** Ten seconds until the resource manager gives a node up, and its tasks once more. */
  private static final Duration NODE_LOSS = Duration.ofSeconds(60);

  private static final Duration PATIENCE = Duration.ofSeconds(60);

  private final FaultDrill drill;

  NodeFaultIT(FaultDrill drill) {
    this.drill = drill;
  }

  /**
   * All maps run, and no reduce: a container that is just starting counts as failed. Where the
   * application master dies with them, the next one does not know of those that it lost.
   */
  @Test
  void aNodeDiesThatRunsAMap() throws Exception {
    drill
        .row("21")
        .with(
            inMap(0).atRecord(0).does(NOTE),
            inMap(2).atRecord(0).does(NOTE),
            inMap(1).atRecord(1000).does(WAIT))
        .options(AFTER_ALL_MAPS)
        .meanwhile((cluster, run) -> cluster.kill(run.nodeOf(2)))
        .recovers("maps 3 succeeded( [1-3] killed)?; reduces 2 succeeded")
        .within(NODE_LOSS)
        .anotherAttemptCounts(MAP, 1)
        .tellsOfLostNode(2);
  }

  /** Both reduces run, as above. */
  @Test
  @Tag("matrix")
  void aNodeDiesThatRunsAReduce() throws Exception {
    drill
        .row("22")
        .with(inShuffleOfReduce(0).does(NOTE), inReduce(1).after(5).does(WAIT))
        .meanwhile((cluster, run) -> cluster.kill(run.nodeOf(1)))
        .recovers("maps 3 succeeded( [1-3] killed)?; reduces 2 succeeded( [1-2] killed)?")
        .within(NODE_LOSS)
        .anotherAttemptCounts(REDUCE, 1)
        .tellsOfLostNode(1);
  }

  /**
   * A reduce is held before its first copy, until the node that has a map's output is gone. The
   * shuffle service may be another user than the job's, who has a strict umask here.
   */
  @Test
  @Tag("matrix")
  void aNodeDiesThatHasMapOutput() throws Exception {
    drill
        .row("23")
        .with(atEndOfMap(1).does(NOTE), inShuffleOfReduce(1).does(WAIT))
        .options(AFTER_ALL_MAPS)
        .options("-D", "fs.permissions.umask-mode=077")
        .meanwhile(
            (cluster, run) -> {
              assertTheGroupMayFetch(cluster, run);
              cluster.kill(run.nodeOf(0));
            })
        .recovers(ANY)
        .within(NODE_LOSS)
        .anotherAttemptCounts(MAP, 1)
        .tellsOfLostNode(0);
  }

  private static void assertTheGroupMayFetch(TestCluster cluster, FaultedRun run)
      throws IOException {
    String job = run.job().getApplicationId().toString();
    List<java.nio.file.Path> outputs =
        cluster.localFiles(job).stream()
            .filter(path -> path.getFileName().toString().startsWith("file.out"))
            .toList();
    assertThat(outputs).hasSize(6);
    for (java.nio.file.Path output : outputs) {
      assertThat(Files.getPosixFilePermissions(output)).contains(GROUP_READ);
      java.nio.file.Path attempt = output.getParent();
      assertThat(Files.getPosixFilePermissions(attempt)).contains(GROUP_EXECUTE);
      assertThat(Files.getPosixFilePermissions(attempt.getParent())).contains(GROUP_EXECUTE);
    }
  }

  @Test
  @Tag("matrix")
  void mapOutputThatIsCorrupt() throws Exception {
    drill
        .row("36")
        .with(atEndOfMap(1).does(CORRUPT_OUTPUT))
        .killsTheJobWithoutRetries()
        .recovers(ANY)
        .tells(MAP, 1, 0, "fetch")
        .anotherAttemptCounts(MAP, 1);
  }

  /** The fewer reduces there are, the fewer can tell of it. */
  @ParameterizedTest
  @ValueSource(ints = {1, 2})
  @Tag("matrix")
  void mapOutputThatIsLostOnANodeThatLives(int reducers) throws Exception {
    drill
        .row("36 lost, reducers: " + reducers, Subject.readings(drill.files(), 3, reducers))
        .with(atEndOfMap(1).does(LOSE_OUTPUT))
        .killsTheJobWithoutRetries()
        .recovers("maps 3 succeeded.*; reduces " + reducers + " succeeded.*")
        .tells(MAP, 1, 0, "fetch")
        .anotherAttemptCounts(MAP, 1);
  }

  @Test
  void aDiskThatTakesNoMapOutput() throws Exception {
    drill
        .row("42")
        .with(inMap(1).atRecord(0).does(BREAK_DISK))
        .killsTheJobWithoutRetries()
        .recovers(ANY)
        .tells(MAP, 1, 0, "Not a directory")
        .anotherNodeCounts(MAP, 1);
  }

  /**
   * All replicas but a corrupt one are on data nodes that have died, so the map must meet that;
   * then the dead come back.
   */
  @Test
  void aReplicaIsCorruptAndTheOtherDataNodesAreDead() throws Exception {
    Path input = new Path("/fault/in/corrupt.parquet");
    drill
        .row("43 read", Subject.readings(drill.files(), input))
        .with(inMap(1).atRecord(0).does(WAIT))
        .meanwhile((cluster, run) -> leaveTheCorruptReplica(cluster, run, input))
        .recovers("maps 3 succeeded( [1-3] failed)?; reduces 2 succeeded");
  }

  private static void leaveTheCorruptReplica(TestCluster cluster, FaultedRun run, Path input)
      throws Exception {
    assertThat(cluster.isReplicaTrusted(0, input)).isTrue();
    cluster.corruptReplica(0, input);
    cluster.killDataNode(2);
    cluster.killDataNode(1);
    run.openGate();
    Awaitility.await("a map tells of the corrupt replica")
        .atMost(PATIENCE)
        .until(() -> !cluster.isReplicaTrusted(0, input));
    cluster.restoreDataNodes();
  }

  @Test
  @Tag("matrix")
  void aDataNodeDiesWhileAPartIsWritten() throws Exception {
    drill
        .row("43 write")
        .with(inReduce(1).after(5).does(WAIT))
        .meanwhile((cluster, run) -> cluster.killDataNode(0))
        .recovers("maps 3 succeeded; reduces 2 succeeded");
  }
}
