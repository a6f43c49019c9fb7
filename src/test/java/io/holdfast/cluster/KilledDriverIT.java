package io.holdfast.cluster;

import static org.assertj.core.api.Assertions.assertThat;

import io.holdfast.cluster.HadoopJar.Outcome;
import io.holdfast.cluster.HadoopJar.Running;
import io.holdfast.output.Manifest;
import io.holdfast.output.OutputStore;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.fs.FileSystem;
import org.apache.hadoop.fs.FileUtil;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * A driver that is killed with SIGKILL at any moment of a run of several stages: the same command
 * goes on from the stages that are done. {@code -Dholdfast.fault.seed=N} repeats the moments.
 */
class KilledDriverIT {
  private static final long SEED = Long.getLong("holdfast.fault.seed", 1);
  private static final int KILLS = 20;

  /** Two waves, merge, order; the last stage's output is the run's. */
  private static final int KEPT_STAGES = 3;

  @TempDir Path folder;
  private FileSystem files;
  private HadoopJar command;
  private Path input;
  private Map<String, String> expected;
  private long tookMs;

  @BeforeEach
  void runOnce() throws Exception {
    files = FileSystem.getLocal(new Configuration()).getRaw();
    command = HadoopJar.local(folder.resolve("client"));
    input = Reading.write(Reading.random(20_000), folder.resolve("readings.parquet"));
    long began = System.nanoTime();
    Outcome outcome = start("clean").await();
    tookMs = TimeUnit.NANOSECONDS.toMillis(System.nanoTime() - began);
    assertThat(outcome.exitCode()).as(outcome.err()).isZero();
    expected = OutputFacts.parts(files, path(output("clean")));
    assertThat(expected).hasSize(2);
  }

  private Path output(String name) {
    return folder.resolve("results").resolve(name).resolve("out");
  }

  private static org.apache.hadoop.fs.Path path(Path local) {
    return new org.apache.hadoop.fs.Path(local.toUri());
  }

  private Running start(String name, String... options) throws IOException {
    List<String> arguments = new ArrayList<>(List.of("aggregate", "--reducers", "2"));
    Collections.addAll(arguments, "--group-by", "city", "--order-by", "s DESC");
    Collections.addAll(arguments, "--agg", "sum(temperature) AS s, median(count)");
    long waveBytes = Files.size(input) / 2 + 1;
    Collections.addAll(arguments, "-D", "holdfast.job.wave-bytes=" + waveBytes);
    Collections.addAll(arguments, options);
    Collections.addAll(arguments, input.toString(), output(name).toString());
    return command.start(arguments.toArray(new String[0]));
  }

  @Test
  @Tag("matrix")
  void isGoneOnFromAnyMoment() throws Exception {
    Random random = new Random(SEED);
    int between = 0;
    for (int kill = 0; kill < KILLS; kill++) {
      String name = "kill" + kill;
      long afterMs = (long) (tookMs * (kill + random.nextDouble()) / KILLS);
      Running run = start(name);
      run.process().waitFor(afterMs, TimeUnit.MILLISECONDS);
      run.process().destroyForcibly().waitFor();
      Map<String, String> finished = finished(name);
      String told =
          String.format("seed %d, kill %d after %d ms: %s", SEED, kill, afterMs, finished);

      Outcome outcome = start(name, "--if-exists", "resume", "--keep-checkpoints").await();

      assertThat(outcome.exitCode()).as("%s\n%s", told, outcome.err()).isZero();
      assertThat(OutputFacts.parts(files, path(output(name)))).as(told).isEqualTo(expected);
      Map<String, String> kept = finished(name);
      assertThat(kept).as(told).containsAllEntriesOf(finished).hasSizeBetween(0, KEPT_STAGES);
      between += !finished.isEmpty() && finished.size() < KEPT_STAGES ? 1 : 0;
      assertNothingElse(name, told);
      FileUtil.fullyDelete(output(name).getParent().toFile());
    }
    assertThat(between).as("kills between two stages, seed %d", SEED).isPositive();
  }

  /** Returns when each stage that is done was done, so that one that is run again shows. */
  private Map<String, String> finished(String name) throws IOException {
    Map<String, String> finished = new TreeMap<>();
    for (Path stages : stages(name)) {
      try (Stream<Path> all = Files.list(stages)) {
        for (Path stage : all.toList()) {
          Manifest.find(OutputStore.of(files), path(stage))
              .ifPresent(it -> finished.put(it.run().stage(), it.committed()));
        }
      }
    }
    return finished;
  }

  private List<Path> stages(String name) throws IOException {
    Path directory = output(name).getParent();
    if (!Files.exists(directory)) {
      return List.of(); // Killed before it had made anything.
    }
    try (Stream<Path> all = Files.list(directory)) {
      return all.filter(path -> path.toString().contains(".holdfast-stages-")).toList();
    }
  }

  /** The output and what was to be kept, and of each stage nothing that is half done. */
  private void assertNothingElse(String name, String told) throws IOException {
    List<Path> stages = stages(name);
    try (Stream<Path> left = Files.list(output(name).getParent())) {
      assertThat(left).as(told).hasSize(1 + stages.size()).contains(output(name));
    }
    for (Path directory : stages) {
      try (Stream<Path> left = Files.list(directory)) {
        assertThat(left.map(path -> path.getFileName().toString()))
            .as(told)
            .isSubsetOf("_owner.json", "wave-1", "wave-2", "merge");
      }
    }
  }
}
