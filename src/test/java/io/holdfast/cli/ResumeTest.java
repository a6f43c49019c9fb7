package io.holdfast.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.holdfast.cluster.Reading;
import io.holdfast.output.OutputSettings;
import io.holdfast.output.PartFormat;
import io.holdfast.output.PartOutputFormat;
import io.holdfast.record.Batch;
import java.io.IOException;
import java.io.RandomAccessFile;
import java.net.InetAddress;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.stream.Stream;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.fs.FileSystem;
import org.apache.hadoop.fs.FileUtil;
import org.apache.hadoop.io.NullWritable;
import org.apache.hadoop.mapreduce.Mapper;
import org.apache.hadoop.mapreduce.Partitioner;
import org.apache.hadoop.mapreduce.RecordWriter;
import org.apache.hadoop.mapreduce.TaskAttemptContext;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Going on from what a run has left: only what is the same work, and holds, counts. */
class ResumeTest {
  private static final String DAMAGED = "] is damaged: ";
  private static final String DONE = "stage aggregate of run ";

  @TempDir Path folder;
  @RegisterExtension final Console command = new Console();
  private Path input;
  private List<String> expected;

  /** The first stage fails with it, so a run that succeeds has not run that stage. */
  public static final class NoMapper extends Mapper<NullWritable, Batch, NullWritable, Batch> {
    @Override
    protected void setup(Context context) {
      throw new IllegalStateException("a stage that is done was run again");
    }
  }

  /** What another driver does that takes the stages over while this one works. */
  public static final class Thief extends Mapper<NullWritable, Batch, NullWritable, Batch> {
    @Override
    protected void setup(Context context) throws IOException {
      Path output = Path.of(OutputSettings.read(context.getConfiguration()).output().toUri());
      Path stages = output.getParent();
      Files.move(stages, stages.resolveSibling("stolen"));
    }
  }

  /** Fails in the last stage alone. */
  public static final class NoResult extends PartOutputFormat {
    @Override
    public RecordWriter<NullWritable, Batch> getRecordWriter(TaskAttemptContext context)
        throws IOException {
      if (OutputSettings.read(context.getConfiguration()).format() == PartFormat.TEXT) {
        throw new IOException("no room for a result");
      }
      return super.getRecordWriter(context);
    }
  }

  /** Leaves what a driver leaves that dies between its two stages. */
  @BeforeEach
  void dieBetweenStages() throws IOException {
    input = Reading.write(Reading.random(2000), folder.resolve("readings.parquet"));
    assertThat(run("--keep-checkpoints")).as("%s", command.err()).isZero();
    expected = Files.readAllLines(output().resolve("part-r-00000"));
    assertThat(expected).hasSize(40);
    FileUtil.fullyDelete(output().toFile());
  }

  private Path output() {
    return folder.resolve("out");
  }

  private Path stage() throws IOException {
    try (Stream<Path> files = Files.list(folder)) {
      Path stages =
          files
              .filter(path -> path.getFileName().toString().startsWith(".out.holdfast-stages-"))
              .findFirst()
              .orElseThrow();
      return stages.resolve("aggregate");
    }
  }

  private int run(Object... options) {
    return command.run(arguments("aggregate", options));
  }

  private int explain(Object... options) {
    return command.run(arguments("explain aggregate", options));
  }

  private Object[] arguments(String words, Object... options) {
    List<Object> arguments = new ArrayList<>(List.of((Object[]) words.split(" ")));
    Collections.addAll(arguments, "--group-by", "city");
    Collections.addAll(arguments, "--agg", "sum(temperature) AS s", "--order-by", "s DESC");
    Collections.addAll(arguments, options);
    Collections.addAll(arguments, input, output());
    return arguments.toArray();
  }

  private int resume(Object... options) {
    List<Object> all = new ArrayList<>(List.of("--if-exists", "resume"));
    Collections.addAll(all, options);
    return run(all.toArray());
  }

  private void assertWholeAndAlone() throws IOException {
    assertThat(output().resolve("part-r-00000")).hasSameTextualContentAs(write(expected));
    try (Stream<Path> left = Files.list(folder)) {
      assertThat(left.filter(path -> !path.getFileName().toString().equals("expected")))
          .containsExactlyInAnyOrder(input, output());
    }
  }

  private Path write(List<String> lines) throws IOException {
    return Files.write(folder.resolve("expected"), lines);
  }

  @Test
  void aFinishedStageIsNotRunAgain() throws IOException {
    assertThat(resume("-Dmapreduce.job.map.class=" + NoMapper.class.getName()))
        .as("%s", command.err())
        .isZero();
    assertThat(command.err()).contains(DONE);
    assertWholeAndAlone();
  }

  /** So the test above can fail. */
  @Test
  void aStageThatIsNotDoneIsRun() throws IOException {
    FileUtil.fullyDelete(stage().toFile());
    assertThat(resume("-Dmapreduce.job.map.class=" + NoMapper.class.getName())).isNotZero();
    assertThat(command.err()).contains("a stage that is done was run again");
  }

  @Test
  void aTruncatedPartIsFound() throws IOException {
    try (RandomAccessFile part = new RandomAccessFile(part(), "rw")) {
      part.setLength(part.length() - 1);
    }
    assertRunAgain(DAMAGED);
  }

  @Test
  void aFlippedBitIsFound() throws IOException {
    try (RandomAccessFile part = new RandomAccessFile(part(), "rw")) {
      part.seek(part.length() / 2);
      int old = part.read();
      part.seek(part.length() / 2);
      part.write(old ^ 4);
    }
    assertRunAgain(DAMAGED);
  }

  /** The file system would find both by its own checksums: without them they are ours to find. */
  private java.io.File part() throws IOException {
    Files.deleteIfExists(stage().resolve(".part-r-00000.crc"));
    return stage().resolve("part-r-00000").toFile();
  }

  @Test
  void aMissingPartIsFound() throws IOException {
    Files.delete(part().toPath());
    assertRunAgain(DAMAGED);
  }

  @ParameterizedTest
  @ValueSource(ints = {0, 1, 200})
  void aManifestThatIsCutOffDoesNotCount(int bytes) throws IOException {
    Files.deleteIfExists(stage().resolve("._SUCCESS.crc"));
    Path manifest = stage().resolve("_SUCCESS");
    Files.write(manifest, java.util.Arrays.copyOf(Files.readAllBytes(manifest), bytes));
    assertThat(resume()).isZero();
    assertThat(command.err()).doesNotContain(DONE).contains("has a damaged manifest");
    assertThat(Files.readAllLines(output().resolve("part-r-00000"))).isEqualTo(expected);
  }

  @Test
  void changedInputIsNoticed() throws IOException {
    Files.setLastModifiedTime(input, FileTime.fromMillis(1_700_000_000_000L));
    assertStale("input has changed since");
  }

  @Test
  void anotherVersionIsNoticed() throws Exception {
    edit("\"program\" : \"holdfast [^\"]*\"", "\"program\" : \"x 2\"");
    ResultFiles.seal(stage());
    assertStale("version is x 2, not holdfast");
  }

  /** A bit of what no part's checksum covers. */
  @Test
  void aManifestThatWasChangedDoesNotCount() throws IOException {
    edit("\"GROUPS\" : 40", "\"GROUPS\" : 41");
    assertThat(resume()).isZero();
    assertThat(command.err()).doesNotContain(DONE);
    assertThat(Files.readAllLines(output().resolve("part-r-00000"))).isEqualTo(expected);
  }

  private void edit(String pattern, String replacement) throws IOException {
    Files.deleteIfExists(stage().resolve("._SUCCESS.crc"));
    Path manifest = stage().resolve("_SUCCESS");
    String json = Files.readString(manifest);
    String other = json.replaceFirst(pattern, replacement);
    assertThat(other).isNotEqualTo(json);
    Files.writeString(manifest, other);
  }

  @Test
  void anotherPartitionerIsNoticed() throws IOException {
    String own = "-Dmapreduce.job.partitioner.class=" + FirstPartitioner.class.getName();
    assertThat(resume(own)).as("%s", command.err()).isZero();
    assertThat(command.err()).contains("its setting mapreduce.job.partitioner.class is null, not");
    assertThat(resume()).isEqualTo(4);
    assertThat(command.err()).contains("an output whose setting mapreduce.job.partitioner.class");
  }

  /** Sends all groups to the first reducer. */
  public static final class FirstPartitioner extends Partitioner<Object, Object> {
    @Override
    public int getPartition(Object key, Object value, int partitions) {
      return 0;
    }
  }

  @Test
  void otherSettingsQueriesAndReducersAreNoticed() throws IOException {
    assertThat(resume("--nan", "skip")).isZero();
    assertThat(command.err()).contains("its setting holdfast.map.nan is propagate, not skip");
    FileUtil.fullyDelete(output().toFile());
    assertThat(resume("--where", "city <> ''")).isZero();
    assertThat(command.err()).contains("its query is another");
    FileUtil.fullyDelete(output().toFile());
    assertThat(resume("--reducers", 3)).isZero();
    assertThat(command.err()).contains("its reducers are 1, not 3");
    FileUtil.fullyDelete(output().toFile());
    // What was left at first is of this command, and still there.
    assertThat(resume("-Dmapreduce.job.map.class=" + NoMapper.class.getName())).isZero();
    assertWholeAndAlone();
  }

  /** Whatever the host was called when it began. */
  @ParameterizedTest
  @ValueSource(strings = {"", "renamed"})
  void aDriverOfThisHostThatLivesKeepsItsStages(String other) throws Exception {
    String host = other.isEmpty() ? InetAddress.getLocalHost().getHostName() : other;
    Process driver = new ProcessBuilder("sleep", "600").start();
    try {
      Files.deleteIfExists(stage().resolveSibling("._owner.json.crc"));
      Files.writeString(
          stage().resolveSibling("_owner.json"),
          String.format(
              "{\"user\":\"u\",\"host\":\"%s\",\"pid\":%d,\"started\":\"%s %s\"}",
              host,
              driver.pid(),
              Files.readString(Path.of("/proc/sys/kernel/random/boot_id")).strip(),
              Files.readString(Path.of("/proc/" + driver.pid() + "/stat")).split(" ")[21]));
      assertThat(resume()).isEqualTo(4);
      assertThat(command.err()).contains("which process " + driver.pid() + " of this host still");
      assertThat(command.run("checkpoints", "list", folder)).isZero();
      assertThat(command.out()).contains("\tat work\t");
      assertThat(command.run("checkpoints", "gc", "--older-than", "0s", folder)).isZero();
      assertThat(stage()).exists();
    } finally {
      driver.destroyForcibly().waitFor();
    }
    assertThat(resume()).isZero();
    assertWholeAndAlone();
  }

  @Test
  void aDriverWhoseStagesWereTakenOverSaysSoAndMakesNoneAgain() throws IOException {
    FileUtil.fullyDelete(stage().getParent().toFile());
    assertThat(run("-Dmapreduce.job.map.class=" + Thief.class.getName())).isEqualTo(4);
    assertThat(command.err()).contains("another driver has taken them over");
    try (Stream<Path> left = Files.list(folder)) {
      assertThat(left.toList()).containsExactlyInAnyOrder(input, folder.resolve("stolen"));
    }
  }

  @Test
  void explainTakesAnOutputToResumeFor() throws IOException {
    assertThat(resume()).isZero();
    assertThat(explain("--if-exists", "resume")).as("%s", command.err()).isZero();
    assertThat(explain()).isEqualTo(4);
    assertThat(explain("--if-exists", "resume", "--nan", "skip")).isEqualTo(4);
    FileUtil.fullyDelete(output().resolve("_SUCCESS").toFile());
    assertThat(explain("--if-exists", "resume")).as("whose output is that").isEqualTo(4);
  }

  @Test
  void anOutputThatIsWholeIsAllThereIsToDo() throws IOException {
    assertThat(resume("--keep-checkpoints")).isZero();
    FileTime made = Files.getLastModifiedTime(output().resolve("_SUCCESS"));
    assertThat(resume("-Dmapreduce.job.map.class=" + NoMapper.class.getName())).isZero();
    assertThat(command.err()).contains("is whole: there is nothing left to do");
    assertThat(Files.getLastModifiedTime(output().resolve("_SUCCESS"))).isEqualTo(made);
    assertWholeAndAlone();
    assertThat(resume("--nan", "skip")).isEqualTo(4);
    assertThat(command.err())
        .contains("got an output whose setting holdfast.map.nan is propagate, not skip");
    assertThat(resume("--header")).isEqualTo(4);
    assertWholeAndAlone();
  }

  @Test
  void aDamagedOutputIsNotTakenForWhole() throws IOException {
    assertThat(resume()).isZero();
    Files.deleteIfExists(output().resolve(".part-r-00000.crc"));
    Files.writeString(output().resolve("part-r-00000"), "x\n");
    assertThat(resume()).isEqualTo(6);
  }

  @Test
  void aStageStaysWhenALaterOneFails() throws IOException {
    FileUtil.fullyDelete(stage().getParent().toFile());
    assertThat(run("-Dmapreduce.job.outputformat.class=" + NoResult.class.getName())).isEqualTo(1);
    assertThat(command.err()).contains("no room for a result", "--if-exists resume goes on from");
    assertThat(output()).doesNotExist();
    assertThat(resume("-Dmapreduce.job.map.class=" + NoMapper.class.getName())).isZero();
    assertWholeAndAlone();
  }

  /** Somebody takes the output's place while the last stage works. */
  @Test
  void aConflictAtTheEndKeepsWhatIsDone() throws IOException {
    FileUtil.fullyDelete(stage().getParent().toFile());
    assertThat(run("-Dmapreduce.job.outputformat.class=" + Squatter.class.getName())).isEqualTo(4);
    assertThat(command.err()).contains("--if-exists resume goes on from them");
    FileUtil.fullyDelete(output().toFile());
    assertThat(resume("-Dmapreduce.job.map.class=" + NoMapper.class.getName())).isZero();
    assertWholeAndAlone();
  }

  /** Makes the output before the last stage can. */
  public static final class Squatter extends PartOutputFormat {
    @Override
    public RecordWriter<NullWritable, Batch> getRecordWriter(TaskAttemptContext context)
        throws IOException {
      OutputSettings settings = OutputSettings.read(context.getConfiguration());
      if (settings.format() == PartFormat.TEXT) {
        Files.createDirectories(Path.of(settings.output().toUri().getPath(), "mine"));
      }
      return super.getRecordWriter(context);
    }
  }

  /** Neither length nor time tells of the change. */
  @Test
  void anotherContentIsNoticedOnRequest() throws IOException {
    Path words = Files.writeString(folder.resolve("words"), "a a b c");
    FileTime time = Files.getLastModifiedTime(words);
    Path top = folder.resolve("top");
    Object[] options = {
      "wordcount", "--top=1", "--checksum-input", "--if-exists=resume", words, top
    };
    assertThat(command.run(options)).as("%s", command.err()).isZero();
    assertThat(command.run(options)).isZero();
    assertThat(command.err()).contains("is whole: there is nothing left to do");
    Files.writeString(words, "a b b c");
    Files.setLastModifiedTime(words, time);
    assertThat(command.run(options)).isEqualTo(4);
    assertThat(command.err()).contains("an output whose input has changed since");
  }

  /** What the newer run has does not hold. */
  @Test
  void anOlderRunIsTakenWhereTheNewerIsDamaged() throws IOException {
    Path newer = folder.resolve(".out.holdfast-stages-newer");
    FileUtil.copy(stage().getParent().toFile(), files(), path(newer), false, new Configuration());
    Files.deleteIfExists(newer.resolve("aggregate/.part-r-00000.crc"));
    Files.write(newer.resolve("aggregate/part-r-00000"), new byte[] {1});
    Files.setLastModifiedTime(newer, FileTime.fromMillis(System.currentTimeMillis() + 60_000));
    assertThat(resume("-Dmapreduce.job.map.class=" + NoMapper.class.getName()))
        .as("%s", command.err())
        .isZero();
    assertThat(command.err()).contains("/aggregate" + DAMAGED, DONE);
    assertWholeAndAlone();
  }

  private static FileSystem files() throws IOException {
    return FileSystem.getLocal(new Configuration());
  }

  private static org.apache.hadoop.fs.Path path(Path local) {
    return new org.apache.hadoop.fs.Path(local.toUri());
  }

  @Test
  void aDamagedManifestIsListed() throws IOException {
    Files.deleteIfExists(stage().resolve("._SUCCESS.crc"));
    Files.writeString(stage().resolve("_SUCCESS"), "{");
    assertThat(command.run("checkpoints", "list", output())).isZero();
    assertThat(command.out()).contains("\tdamaged\t");
    assertThat(command.run("checkpoints", "show", output())).isZero();
    assertThat(command.out()).contains("stage    aggregate", "holds  no: its manifest is damaged");
  }

  @Test
  void checkpointsAreListedShownAndCollected() throws IOException {
    assertThat(command.run("checkpoints", "list", folder)).isZero();
    assertThat(command.out().lines()).hasSize(2);
    assertThat(command.out()).contains("\tresumable\taggregate\t");
    assertThat(command.run("checkpoints", "list", "--json", output())).isZero();
    assertThat(command.out()).contains("\"finished\":[\"aggregate\"]");
    assertThat(command.run("checkpoints", "show", output())).isZero();
    assertThat(command.out()).contains("rows   40").contains("holds  yes");
    assertThat(command.run("checkpoints", "gc", output())).isZero();
    assertThat(command.out()).isEmpty();
    assertThat(command.run("checkpoints", "gc", "--older-than", "0s", output())).isZero();
    assertThat(command.out()).contains(".out.holdfast-stages-");
    try (Stream<Path> left = Files.list(folder)) {
      assertThat(left).containsExactly(input);
    }
  }

  private void assertRunAgain(String flaw) throws IOException {
    assertThat(resume()).as("%s", command.err()).isZero();
    assertThat(command.err()).contains(flaw, "it is not taken").doesNotContain(DONE);
    assertWholeAndAlone();
  }

  /** What is of other work is nobody's to delete but the user's. */
  private void assertStale(String what) throws IOException {
    Path stale = stage();
    assertThat(resume()).as("%s", command.err()).isZero();
    assertThat(command.err()).contains(what, "it is not taken").doesNotContain(DONE);
    assertThat(Files.readAllLines(output().resolve("part-r-00000"))).isEqualTo(expected);
    assertThat(stale).exists();
  }
}
