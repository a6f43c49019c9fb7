package io.holdfast.fault;

import static org.assertj.core.api.Assertions.assertThat;

import io.holdfast.cluster.HadoopJar.Outcome;
import io.holdfast.cluster.HadoopJar.Running;
import io.holdfast.cluster.TestCluster;
import java.io.IOException;
import java.nio.file.Files;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.awaitility.Awaitility;

/** Kills the driver, and lets another go on with its run. */
final class Resumer implements Nemesis {
  private static final Duration PATIENCE = Duration.ofSeconds(60);
  private static final String ATTACHED = "still works: waiting for it";

  private final Subject subject;
  private final boolean attaches;
  private Running running;

  /**
   * @param attaches whether it must find the dead driver's job at work, and wait for it, before
   *     what is held up may go on; else it begins when that has ended
   */
  Resumer(Subject subject, boolean attaches) {
    this.subject = subject;
    this.attaches = attaches;
  }

  @Override
  public void act(TestCluster cluster, FaultedRun run) throws Exception {
    run.killDriver();
    if (attaches) {
      start(cluster, run);
      Awaitility.await("the second driver to find the job")
          .atMost(PATIENCE)
          .until(() -> !running.process().isAlive() || err().contains(ATTACHED));
      assertThat(err()).contains(ATTACHED);
    }
  }

  private String err() throws IOException {
    return Files.readString(running.err());
  }

  private void start(TestCluster cluster, FaultedRun run) throws IOException {
    List<String> command = new ArrayList<>(subject.options());
    command.addAll(List.of("--if-exists", "resume", "--tag", run.tag()));
    command.addAll(List.of(subject.input().toString(), run.output().toString()));
    running = cluster.hadoopJar().start(command.toArray(new String[0]));
  }

  /** Returns how it ended. */
  Outcome await(TestCluster cluster, FaultedRun run) throws Exception {
    if (!attaches) {
      Awaitility.await("end of the job of the dead driver")
          .atMost(PATIENCE)
          .until(() -> run.job().isAppInCompletedStates());
      start(cluster, run);
    }
    return running.await();
  }
}
