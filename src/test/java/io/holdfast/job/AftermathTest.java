package io.holdfast.job;

import static org.assertj.core.api.Assertions.assertThat;

import io.holdfast.input.SourceFormat;
import io.holdfast.output.Manifest;
import io.holdfast.query.QueryText;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.OptionalLong;
import java.util.stream.Stream;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.fs.FileSystem;
import org.apache.hadoop.mapreduce.MRJobConfig;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What the driver finds and does after a job whose master could not. */
class AftermathTest {
  private static final String OTHER = "other";

  @TempDir private Path temporary;
  private Path output;
  private String run;

  @BeforeEach
  void publish() throws IOException, InterruptedException {
    Path input = Files.writeString(temporary.resolve("in.txt"), "a b a\n");
    output = temporary.resolve("work").resolve("out");
    Configuration conf = new Configuration();
    conf.set("hadoop.tmp.dir", temporary.resolve("scratch").toString());
    RunRequest request =
        new RunRequest(
            SourceFormat.TEXT,
            new QueryText(
                Optional.empty(),
                Optional.of("word"),
                List.of("count(*)"),
                Optional.empty(),
                Optional.empty(),
                OptionalLong.empty()),
            List.of(new org.apache.hadoop.fs.Path(input.toUri())),
            new org.apache.hadoop.fs.Path(output.toUri()),
            OptionalInt.of(1),
            Partitioning.AUTO,
            false,
            IfExists.FAIL,
            Optional.empty(),
            false,
            false);
    Manifest manifest = new JobRunner(conf, new Silence()).run(request);
    run = manifest.run().runId();
  }

  @Test
  void knowsWhoseOutputItIs() throws IOException {
    assertThat(of(run).isPublished()).isTrue();
    assertThat(of(OTHER).isPublished()).isFalse();
    Files.move(output, beside("old-" + run));
    assertThat(of(run).isPublished()).isFalse();
    Files.createDirectory(output);
    assertThat(of(run).isPublished()).isFalse();
  }

  @Test
  void deletesWhatIsLeftOfItsOwnRunAlone() throws IOException {
    Files.createDirectories(beside(run).resolve("attempts"));
    Files.createDirectories(beside("trash-" + run).resolve("tasks"));
    Files.createDirectories(beside("old-" + run));
    Files.createDirectories(beside(OTHER));
    Files.createDirectories(beside("old-" + OTHER));
    of(run).settle();
    assertThat(names())
        .containsExactlyInAnyOrder("out", name(beside(OTHER)), name(beside("old-" + OTHER)));
    assertThat(of(run).isPublished()).isTrue();
  }

  @Test
  void putsBackWhatItsOwnRunHadMovedAside() throws IOException {
    Files.move(output, beside("old-" + OTHER));
    of(OTHER).settle();
    assertThat(names()).containsExactly("out");
    assertThat(of(run).isPublished()).isTrue();
  }

  @Test
  void leavesWhatAnotherRunIsAboutToReplace() throws IOException {
    Files.move(output, beside("old-" + OTHER));
    of(run).settle();
    assertThat(names()).containsExactly(name(beside("old-" + OTHER)));
  }

  @Test
  void deletesTheSubmissionUnlessItIsToBeKept() throws IOException {
    Path submission = Files.createDirectories(temporary.resolve("staging").resolve("job_1_1"));
    Files.createFile(submission.resolve("job.xml"));
    Configuration conf = new Configuration(false);
    of(run).discardSubmission(conf);
    conf.set(MRJobConfig.MAPREDUCE_JOB_DIR, submission.toUri().toString());
    conf.setBoolean(MRJobConfig.PRESERVE_FAILED_TASK_FILES, true);
    of(run).discardSubmission(conf);
    assertThat(submission.resolve("job.xml")).exists();
    conf.setBoolean(MRJobConfig.PRESERVE_FAILED_TASK_FILES, false);
    of(run).discardSubmission(conf);
    assertThat(submission).doesNotExist();
  }

  private Aftermath of(String runId) throws IOException {
    FileSystem local = FileSystem.getLocal(new Configuration());
    return new Aftermath(local, new org.apache.hadoop.fs.Path(output.toString()), runId);
  }

  private Path beside(String name) {
    return output.resolveSibling(".out.holdfast-" + name);
  }

  private static String name(Path path) {
    return path.getFileName().toString();
  }

  private List<String> names() throws IOException {
    try (Stream<Path> names = Files.list(output.getParent())) {
      return names.map(AftermathTest::name).toList();
    }
  }

  private static final class Silence implements ProgressListener {
    @Override
    public void notice(String line) {
      throw new AssertionError("expected nothing to note, got " + line);
    }

    @Override
    public void begun(String stage) {}

    @Override
    public void progress(float map, float reduce) {
      // Nobody looks.
    }

    @Override
    public void ended() {
      // Nothing was shown.
    }
  }
}
