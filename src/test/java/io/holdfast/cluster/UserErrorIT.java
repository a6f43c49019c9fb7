package io.holdfast.cluster;

import static org.assertj.core.api.Assertions.assertThat;

import io.holdfast.cluster.HadoopJar.Outcome;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import org.apache.hadoop.fs.FileSystem;
import org.apache.hadoop.fs.Path;
import org.apache.hadoop.mapreduce.TaskCompletionEvent.Status;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;

/** What a user did wrong, or his data: the exit code, one line that names it, and no output. */
@ExtendWith(ClusterExtension.class)
class UserErrorIT {
  private static final Path ROOT = new Path("/errors");
  private static final Path INPUT = new Path(ROOT, "in/file");
  private static final Path OUTPUT = new Path(ROOT, "results/out");

  /** Not UTF-8 from its byte 9 on. */
  private static final byte[] MALFORMED = "all well \u00e4".getBytes(StandardCharsets.ISO_8859_1);

  @TempDir java.nio.file.Path folder;
  private final TestCluster cluster;
  private final FileSystem files;

  UserErrorIT(TestCluster cluster) throws IOException {
    this.cluster = cluster;
    this.files = cluster.files();
  }

  @AfterEach
  void tearDown() throws IOException {
    files.delete(ROOT, true);
  }

  @Test
  void anUnknownColumnIsNamedBeforeAJobIsSubmitted() throws Exception {
    java.nio.file.Path file = Reading.write(Reading.random(10), folder.resolve("readings"));
    files.copyFromLocalFile(new Path(file.toUri()), INPUT);
    int jobsBefore = cluster.jobs();

    Outcome outcome = run("aggregate", "--agg", "sum(cuont)");

    assertFailure(outcome, 2, "cuont");
    assertThat(cluster.jobs()).isEqualTo(jobsBefore);
    assertNothingLeft();
  }

  @Test
  void anOutputThatExistsIsNotTouched() throws Exception {
    write("some words".getBytes(StandardCharsets.UTF_8));
    files.mkdirs(OUTPUT);
    int jobsBefore = cluster.jobs();

    Outcome outcome = run("wordcount");

    assertFailure(outcome, 4, "[" + files.makeQualified(OUTPUT) + "] expected no output yet");
    assertThat(cluster.jobs()).isEqualTo(jobsBefore);
    assertThat(files.listStatus(OUTPUT)).isEmpty();
    assertThat(OutputFacts.names(files, OUTPUT.getParent())).containsExactly("out");
  }

  @Test
  void malformedUtf8EndsTheJobAtItsFirstAttemptAndIsNamedByFileAndOffset() throws Exception {
    write(MALFORMED);

    Outcome outcome = run("wordcount");

    assertFailure(outcome, 3, "[" + files.makeQualified(INPUT) + " @ 9]");
    assertThat(outcome.err().lines())
        .as(outcome.err())
        .hasSize(5)
        .satisfiesExactly(
            what -> assertThat(what).contains("expected UTF-8", "try --max-bad"),
            where -> assertThat(where).startsWith("  where: map 0, attempt 0 on "),
            why -> assertThat(why).startsWith("  why: the input is so"),
            tries -> assertThat(tries).startsWith("  tries: one attempt failed"),
            next -> assertThat(next).contains("yarn logs -applicationId application_"));
    assertThat(cluster.lastAttempts())
        .containsOnlyOnce(Status.FAILED)
        .doesNotContain(Status.TIPFAILED);
    assertNothingLeft();
  }

  /** The job runner tells it to its log alone, which is off here. */
  @Test
  void malformedUtf8IsNamedByALocalRunToo() throws Exception {
    java.nio.file.Path file = Files.write(folder.resolve("file"), MALFORMED);
    java.nio.file.Path output = folder.resolve("out");

    Outcome outcome =
        HadoopJar.local(folder.resolve("client"))
            .run("wordcount", "--quiet", file.toString(), output.toString());

    assertFailure(outcome, 3, file + " @ 9]");
    assertThat(output).doesNotExist();
  }

  private Outcome run(String command, String... options) throws Exception {
    String[] arguments = new String[options.length + 4];
    arguments[0] = command;
    arguments[1] = "--quiet";
    System.arraycopy(options, 0, arguments, 2, options.length);
    arguments[arguments.length - 2] = INPUT.toString();
    arguments[arguments.length - 1] = OUTPUT.toString();
    return cluster.hadoopJar().run(arguments);
  }

  private void write(byte[] content) throws IOException {
    try (OutputStream out = files.create(INPUT)) {
      out.write(content);
    }
  }

  private static void assertFailure(Outcome outcome, int exitCode, String cause) {
    assertThat(outcome.exitCode()).as(outcome.err()).isEqualTo(exitCode);
    assertThat(outcome.err().lines().findFirst().orElse("")).contains(cause);
    assertThat(outcome.out()).isEmpty();
  }

  private void assertNothingLeft() throws IOException {
    if (files.exists(OUTPUT.getParent())) {
      assertThat(files.listStatus(OUTPUT.getParent())).isEmpty();
    }
  }
}
