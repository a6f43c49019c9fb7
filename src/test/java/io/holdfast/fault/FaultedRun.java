package io.holdfast.fault;

import static org.assertj.core.api.Assertions.assertThat;

import io.holdfast.cluster.HadoopJar.Outcome;
import io.holdfast.cluster.HadoopJar.Running;
import io.holdfast.cluster.TestCluster;
import io.holdfast.cluster.WorkerNode;
import io.holdfast.fault.shell.Fault;
import io.holdfast.fault.shell.FaultPlan;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;
import org.apache.hadoop.fs.FSDataInputStream;
import org.apache.hadoop.fs.FileStatus;
import org.apache.hadoop.fs.Path;
import org.apache.hadoop.yarn.server.resourcemanager.rmapp.RMApp;
import org.awaitility.Awaitility;

/** One run of a job with its faults. */
final class FaultedRun {
  private static final long POLL_MS = 50;
  private static final Duration PATIENCE = Duration.ofSeconds(150);
  private static final String FIRED = "fired";

  private final TestCluster cluster;
  private final List<Fault> faults;
  private final Nemesis nemesis;
  private final Path directory;
  private final String tag;
  private final long began = System.nanoTime();
  private final Running running;
  private Outcome outcome;
  private Duration took;

  /**
   * Starts it.
   *
   * @param command for the job jar
   * @param directory where shells and test hear of each other
   */
  FaultedRun(
      TestCluster cluster,
      List<String> command,
      List<Fault> faults,
      Nemesis nemesis,
      Path directory)
      throws IOException {
    this.cluster = cluster;
    this.faults = faults;
    this.nemesis = nemesis;
    this.directory = directory;
    this.tag = directory.getName();
    cluster.files().mkdirs(new Path(directory, FIRED));
    this.running = cluster.hadoopJar().start(command.toArray(new String[0]));
  }

  /** Returns the options by which a job's tasks meet the faults. */
  static List<String> options(List<Fault> faults, Path directory) {
    List<String> options = new ArrayList<>(ShellJar.options());
    options.addAll(List.of("-D", FaultPlan.FAULTS + "=" + FaultPlan.toText(faults)));
    options.addAll(List.of("-D", FaultPlan.DIRECTORY + "=" + directory));
    return options;
  }

  /** Waits for its end; in between, when all faults have struck, the test does its part. */
  void await() throws Exception {
    boolean open = false;
    while (running.process().isAlive()) {
      if (System.nanoTime() - began > PATIENCE.toNanos()) {
        giveUp();
      }
      if (!open && haveStruck()) {
        nemesis.act(cluster, this);
        openGate();
        open = true;
      }
      running.process().waitFor(POLL_MS, TimeUnit.MILLISECONDS);
    }
    outcome = running.await();
    took = Duration.ofNanos(System.nanoTime() - began);
  }

  /** Lets go what the last fault of the plan holds up. */
  void openGate() throws IOException {
    cluster.files().create(new Path(directory, "gate")).close();
  }

  /** Tells the driver to end, with SIGTERM. */
  void endDriver() {
    running.process().destroy();
  }

  /** Kills the driver with SIGKILL. */
  void killDriver() {
    running.process().destroyForcibly();
  }

  /** Expects that it goes on for some time after its faults have struck; then ends it. */
  void assertLasts(Duration time) throws Exception {
    Awaitility.await("faults of " + tag).atMost(PATIENCE).until(this::haveStruck);
    assertThat(running.process().waitFor(time.toMillis(), TimeUnit.MILLISECONDS)).isFalse();
    running.process().destroy(); // The driver takes its job with it.
    running.await();
  }

  /** Returns what the driver told last: of a failure the five lines. */
  String report() {
    String err = outcome.err();
    return err.substring(Math.max(0, err.lastIndexOf("\n[") + 1));
  }

  private void giveUp() throws Exception {
    running.process().destroyForcibly();
    if (job() != null) {
      cluster.kill(job());
    }
    throw new AssertionError(
        String.format(
            "%s did not end in %s; struck: %s\n%s",
            tag, PATIENCE, struck(), running.await().err()));
  }

  /** Says whether all faults of the plan have struck. */
  boolean haveStruck() throws IOException {
    return struck().containsAll(IntStream.range(0, faults.size()).boxed().toList());
  }

  /** Returns the numbers of the faults that have struck, once for each attempt. */
  List<Integer> struck() throws IOException {
    return Arrays.stream(cluster.files().listStatus(new Path(directory, FIRED)))
        .map(FaultedRun::numberOf)
        .toList();
  }

  /** Returns the node manager of the first attempt that a fault struck. */
  WorkerNode nodeOf(int number) throws IOException {
    return cluster.node(hostOf(number));
  }

  /** Returns that node's host; it may be dead. */
  String hostOf(int number) throws IOException {
    for (FileStatus fired : cluster.files().listStatus(new Path(directory, FIRED))) {
      if (numberOf(fired) == number) {
        try (FSDataInputStream in = cluster.files().open(fired.getPath())) {
          return new String(in.readAllBytes(), StandardCharsets.UTF_8);
        }
      }
    }
    throw new IllegalStateException("fault " + number + " has not struck");
  }

  private static int numberOf(FileStatus fired) {
    String name = fired.getPath().getName();
    return Integer.parseInt(name.substring(0, name.indexOf('.')));
  }

  /** Returns the output that the run wants. */
  Path output() {
    return output(directory);
  }

  static Path output(Path directory) {
    return new Path(directory, "result/out");
  }

  /** Returns the tag that its jobs have. */
  String tag() {
    return tag;
  }

  /** Returns the last job; null if none was submitted. */
  RMApp job() {
    return cluster.job(tag);
  }

  Outcome outcome() {
    return outcome;
  }

  Duration took() {
    return took;
  }
}
