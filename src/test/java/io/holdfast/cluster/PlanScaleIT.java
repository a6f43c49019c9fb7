package io.holdfast.cluster;

import static org.assertj.core.api.Assertions.assertThat;

import io.holdfast.checkpoint.StageInputFormat;
import io.holdfast.cluster.HadoopJar.Outcome;
import java.io.IOException;
import java.io.RandomAccessFile;
import java.io.Writer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.stream.Stream;
import org.apache.hadoop.mapreduce.InputSplit;
import org.apache.hadoop.mapreduce.Job;
import org.apache.hadoop.mapreduce.lib.input.CombineFileSplit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A plan of many splits, parts and waves, made by a process of {@value HadoopJar#HEAP}. */
class PlanScaleIT {
  private static final long SPLITS = 100_000;
  private static final int WAVES = 1000;
  private static final int PARTS_OF_WAVE = 100;
  private static final long SPLIT_BYTES = 1 << 20;
  private static final Duration BOUND = Duration.ofSeconds(5);

  @TempDir Path folder;

  @Test
  void aHundredThousandSplitsAndTenThousandPartsArePlannedInSeconds() throws Exception {
    Path input = folder.resolve("sparse.txt");
    try (RandomAccessFile file = new RandomAccessFile(input.toFile(), "rw")) {
      file.setLength(SPLITS * SPLIT_BYTES);
    }
    HadoopJar command = HadoopJar.local(folder.resolve("client"));
    String split = "-Dholdfast.input.split-bytes=" + SPLIT_BYTES;
    String wave = "-Dholdfast.job.wave-bytes=" + SPLITS * SPLIT_BYTES / WAVES;
    explain(command, input, "splits   100000", split);
    explain(command, input, "wave-1 to wave-1000: reads a 1000th", split, wave);
  }

  private void explain(HadoopJar command, Path input, String expected, String... settings)
      throws Exception {
    List<String> arguments = new ArrayList<>(List.of("explain", "wordcount", "--top=10"));
    arguments.add("--reducers=10000");
    Collections.addAll(arguments, settings);
    Collections.addAll(arguments, input.toString(), folder.resolve("out").toString());
    long began = System.nanoTime();
    Outcome outcome = command.run(arguments.toArray(new String[0]));
    Duration took = Duration.ofNanos(System.nanoTime() - began);
    assertThat(outcome.exitCode()).as(outcome.err()).isZero();
    assertThat(outcome.out()).contains(expected, "; 10000 reducers");
    assertThat(took).isLessThan(BOUND);
  }

  /** As many parts as waves may have, which {@code ManyWavesTest} tells. */
  @Test
  void theStageThatMergesAThousandWavesIsPlannedInSeconds() throws Exception {
    Path wave = oneWave();
    Path waves = Files.createDirectory(folder.resolve("waves"));
    for (int i = 0; i < WAVES; i++) {
      Path copy = Files.createDirectory(waves.resolve("wave-" + i));
      try (Stream<Path> parts = Files.list(wave)) {
        for (Path part : parts.toList()) {
          Files.createLink(copy.resolve(part.getFileName()), part);
        }
      }
    }
    HadoopJar command = HadoopJar.local(folder.resolve("client"));
    long began = System.nanoTime();
    Outcome outcome = command.runClass(MergePlan.class, waves.toString());
    Duration took = Duration.ofNanos(System.nanoTime() - began);
    assertThat(outcome.err()).isEmpty();
    assertThat(outcome.out()).isEqualTo(WAVES * PARTS_OF_WAVE + " parts\n");
    assertThat(took).isLessThan(BOUND);
  }

  /** Makes the states of two waves, and returns where those of the first are. */
  private Path oneWave() throws Exception {
    Path input = folder.resolve("words");
    try (Writer words = Files.newBufferedWriter(input)) {
      for (int i = 0; i < 100 * PARTS_OF_WAVE; i++) {
        words.write("w" + i + " ");
      }
    }
    HadoopJar command = HadoopJar.local(folder.resolve("client"));
    Outcome outcome =
        command.run(
            "wordcount",
            "--keep-checkpoints",
            "--reducers=" + PARTS_OF_WAVE,
            "-Dholdfast.job.wave-bytes=" + (Files.size(input) / 2 + 1),
            input.toString(),
            folder.resolve("counts").toString());
    assertThat(outcome.exitCode()).as(outcome.err()).isZero();
    try (Stream<Path> all = Files.list(folder)) {
      Path stages =
          all.filter(path -> path.toString().contains("-stages-")).findFirst().orElseThrow();
      return stages.resolve("wave-1");
    }
  }

  /** What the driver does of it: prints how many parts there are in the splits. */
  public static final class MergePlan {
    public static void main(String[] arguments) throws IOException {
      Job job = Job.getInstance();
      List<org.apache.hadoop.fs.Path> waves = new ArrayList<>();
      for (int i = 0; i < WAVES; i++) {
        waves.add(new org.apache.hadoop.fs.Path(arguments[0], "wave-" + i));
      }
      StageInputFormat.write(job.getConfiguration(), waves, SPLIT_BYTES);
      int parts = 0;
      for (InputSplit split : new StageInputFormat<>().getSplits(job)) {
        parts += ((CombineFileSplit) split).getNumPaths();
      }
      System.out.println(parts + " parts");
    }
  }
}
