package io.holdfast.cluster;

import static org.assertj.core.api.Assertions.assertThat;

import io.holdfast.cluster.HadoopJar.Outcome;
import java.io.IOException;
import java.io.OutputStream;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import org.apache.hadoop.fs.FSDataInputStream;
import org.apache.hadoop.fs.FileStatus;
import org.apache.hadoop.fs.FileSystem;
import org.apache.hadoop.fs.Path;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;

/** Rows 34 and 35 of the fault matrix: checkpoints on HDFS that do not hold, or are stale. */
@ExtendWith(ClusterExtension.class)
@Tag("matrix")
class ResumeIT {
  private static final Path ROOT = new Path("/resume");
  private static final Path INPUT = new Path(ROOT, "in/readings.parquet");
  private static final Path RESULTS = new Path(ROOT, "results");
  private static final Path OUTPUT = new Path(RESULTS, "out");

  @TempDir java.nio.file.Path folder;
  private final TestCluster cluster;
  private final FileSystem files;

  ResumeIT(TestCluster cluster) throws IOException {
    this.cluster = cluster;
    this.files = cluster.files();
  }

  @AfterEach
  void tearDown() throws IOException {
    files.delete(ROOT, true);
  }

  private Outcome run(String... options) throws Exception {
    List<String> arguments = new ArrayList<>(List.of("aggregate", "--reducers", "2"));
    Collections.addAll(arguments, "--group-by", "city", "--agg", "sum(temperature) AS s");
    Collections.addAll(arguments, "--order-by", "s DESC", "--keep-checkpoints");
    Collections.addAll(arguments, options);
    Collections.addAll(arguments, INPUT.toString(), OUTPUT.toString());
    Outcome outcome = cluster.hadoopJar().run(arguments.toArray(new String[0]));
    assertThat(outcome.exitCode()).as(outcome.err()).isZero();
    return outcome;
  }

  private Path part() throws IOException {
    FileStatus[] found =
        files.globStatus(new Path(RESULTS, ".out.holdfast-stages-*/aggregate/part-r-00001"));
    assertThat(found).hasSize(1);
    return found[0].getPath();
  }

  private byte[] read(Path file) throws IOException {
    try (FSDataInputStream in = files.open(file)) {
      return in.readAllBytes();
    }
  }

  private void write(Path file, byte[] bytes, int length) throws IOException {
    try (OutputStream out = files.create(file, true)) {
      out.write(bytes, 0, length);
    }
  }

  @Test
  void checkpointsThatDoNotHoldAreNamedAndMadeAgain() throws Exception {
    java.nio.file.Path local = Reading.write(Reading.random(3000), folder.resolve("readings"));
    files.copyFromLocalFile(new Path(local.toUri()), INPUT);
    run();
    Map<String, String> expected = OutputFacts.parts(files, OUTPUT);
    assertThat(expected).hasSize(2);

    byte[] bytes = read(part());
    bytes[bytes.length / 2] ^= 1;
    write(part(), bytes, bytes.length);
    assertMadeAgain(expected, "part-r-00001", "is damaged: ");

    bytes = read(part());
    write(part(), bytes, bytes.length - 1);
    assertMadeAgain(expected, "is damaged: ");

    files.setTimes(INPUT, files.getFileStatus(INPUT).getModificationTime() + 1000, -1);
    assertMadeAgain(expected, "is of other work: its input has changed since");
  }

  private void assertMadeAgain(Map<String, String> expected, String... told) throws Exception {
    files.delete(OUTPUT, true);
    int jobsBefore = cluster.jobs();
    Outcome outcome = run("--if-exists", "resume");
    assertThat(outcome.err()).contains(told).contains("it is not taken");
    assertThat(cluster.jobs()).isEqualTo(jobsBefore + 2);
    assertThat(OutputFacts.parts(files, OUTPUT)).isEqualTo(expected);
  }
}
