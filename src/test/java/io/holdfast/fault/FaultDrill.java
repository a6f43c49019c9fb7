package io.holdfast.fault;

import static org.assertj.core.api.Assertions.assertThat;

import io.holdfast.cluster.HadoopJar.Outcome;
import io.holdfast.cluster.OutputFacts;
import io.holdfast.cluster.TestCluster;
import io.holdfast.output.Manifest;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Queue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Supplier;
import java.util.stream.Stream;
import org.apache.hadoop.fs.FileSystem;
import org.apache.hadoop.fs.Path;
import org.apache.hadoop.yarn.server.resourcemanager.rmapp.RMApp;

/** Makes fault cases, and knows what each job answers when nothing goes wrong. */
final class FaultDrill {
  private static final Path ROOT = new Path("/fault");

  private final TestCluster cluster;
  private final Map<Object, Clean> cleans = new HashMap<>();
  private final Queue<RMApp> ended = new ConcurrentLinkedQueue<>();
  private final Queue<CompletableFuture<String>> beside = new ConcurrentLinkedQueue<>();
  private final AtomicInteger runs = new AtomicInteger();

  FaultDrill(TestCluster cluster) {
    this.cluster = cluster;
  }

  /** Begins the case of a row of the fault matrix, on an aggregation of three maps. */
  FaultCase row(String number) throws Exception {
    return row(number, Subject.readings(files(), 3));
  }

  FaultCase row(String number, Subject subject) {
    return new FaultCase(this, number, subject);
  }

  TestCluster cluster() {
    return cluster;
  }

  FileSystem files() throws IOException {
    return cluster.files();
  }

  /** Expects these attempts in a job's history, as {@link JobHistory#summary()} tells them. */
  void assertAttempts(FaultedRun run, String attempts) {
    JobHistory history = JobHistory.read(cluster, run.job().getApplicationId());
    assertThat(history.summary()).as("%s", history).matches(attempts);
  }

  /**
   * Says whether a run has the machine to itself: {@code -Dholdfast.fault.alone=true}, for times
   * that mean something. Else the run without retries goes on beside the one with them.
   */
  boolean runsAlone() {
    return Boolean.getBoolean("holdfast.fault.alone");
  }

  /** Notes a run that goes on beside another: the next case must not begin before its end. */
  CompletableFuture<String> beside(Supplier<String> run) {
    CompletableFuture<String> running = CompletableFuture.supplyAsync(run);
    beside.add(running);
    return running;
  }

  /** Makes the cluster whole for the next case, whatever became of this one. */
  void restore() throws IOException {
    for (CompletableFuture<String> run = beside.poll(); run != null; run = beside.poll()) {
      run.exceptionally(Throwable::toString).join();
    }
    cluster.restoreNodes();
    cluster.restoreDataNodes();
  }

  /** Notes jobs that have ended, null for none, and looks after those that ended before them. */
  void expectNothingLeft(RMApp... jobs) {
    assertNothingLeft();
    Stream.of(jobs).filter(Objects::nonNull).forEach(ended::add);
  }

  /** Expects that no job that has ended left anything but its output. */
  void assertNothingLeft() {
    for (RMApp job = ended.poll(); job != null; job = ended.poll()) {
      Leftovers.assertNone(cluster, job);
    }
  }

  /** Returns a directory of its own for the next run, with the output in it. */
  Path nextDirectory() {
    return new Path(ROOT, "run-" + runs.getAndIncrement());
  }

  /** Returns what a run without faults gives, with whatever splits; the first call runs it. */
  Clean clean(Subject subject) throws Exception {
    if (!cleans.containsKey(subject.question())) {
      Path output = FaultedRun.output(nextDirectory());
      List<String> command = new ArrayList<>(subject.options());
      command.addAll(List.of("--quiet", subject.input().toString(), output.toString()));
      long began = System.nanoTime();
      Outcome outcome = cluster.hadoopJar().run(command.toArray(new String[0]));
      Duration took = Duration.ofNanos(System.nanoTime() - began);
      assertThat(outcome.exitCode()).as(outcome.err()).isZero();
      cleans.put(subject.question(), Clean.of(files(), output, took));
    }
    return cleans.get(subject.question());
  }

  /**
   * The answer of a run without faults.
   *
   * @param parts each part's bytes by its name
   * @param manifest of the output
   * @param took the whole process
   * @param output where it is
   */
  record Clean(Map<String, String> parts, Manifest manifest, Duration took, Path output) {
    static Clean of(FileSystem files, Path output, Duration took) throws IOException {
      Manifest manifest = OutputFacts.assertAlone(files, output);
      return new Clean(OutputFacts.parts(files, output), manifest, took, output);
    }

    String runId() {
      return manifest.run().runId();
    }

    /** Expects the same bytes, the digests in the manifest included, and the same counts. */
    void assertSame(Clean other) {
      assertThat(other.parts()).isEqualTo(parts);
      assertThat(other.manifest().parts()).isEqualTo(manifest.parts());
      assertThat(other.manifest().quarantine()).isEqualTo(manifest.quarantine());
      assertThat(other.manifest().counters()).isEqualTo(manifest.counters());
    }
  }
}
