package io.holdfast.cluster;

import static org.assertj.core.api.Assertions.assertThat;

import io.holdfast.cluster.HadoopJar.Outcome;
import java.io.RandomAccessFile;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A plan of many splits, parts and waves, made by a process of 256 MB. */
class PlanScaleIT {
  private static final long SPLITS = 100_000;
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
    String wave = "-Dholdfast.job.wave-bytes=" + SPLITS * SPLIT_BYTES / 1000;
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
}
