package io.holdfast.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.holdfast.cluster.Reading;
import io.holdfast.map.GroupingMapper;
import io.holdfast.record.Batch;
import io.holdfast.shuffle.GroupKey;
import io.holdfast.shuffle.PartialState;
import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.FileTime;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.stream.Stream;
import org.apache.hadoop.fs.FileUtil;
import org.apache.hadoop.io.NullWritable;
import org.apache.hadoop.mapreduce.Mapper;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Runs that keep the states of files read what is new, and give the bytes of a whole run. */
class StateTest {
  private static final int WAVE_BYTES = 4000;

  @TempDir Path folder;
  @RegisterExtension final Console command = new Console();
  private Path input;
  private Path state;
  private final List<Object> query = new ArrayList<>();
  private long clock = 1_700_000_000_000L;

  /** Fails where a batch is of one of some files: they are known, and must not be read. */
  public static final class Refuser extends Mapper<NullWritable, Batch, GroupKey, PartialState> {
    @Override
    public void run(Context context) throws IOException, InterruptedException {
      for (String known : context.getConfiguration().getStrings("refused")) {
        if (context.getInputSplit().toString().contains(known)) {
          throw new IllegalStateException("read again: " + known);
        }
      }
      new GroupingMapper().run(context);
    }
  }

  @BeforeEach
  void begin() throws IOException {
    input = Files.createDirectories(folder.resolve("in"));
    state = folder.resolve("state");
    Collections.addAll(query, "aggregate", "--group-by", "city", "--agg");
    query.add("count(*), sum(temperature), min(count), median(temperature), count(distinct count)");
  }

  private Path day(int day) {
    return input.resolve(String.format("day-%03d.parquet", day));
  }

  /** Each change has a time of its own: clocks of file systems may be coarse. */
  private void write(int day, Random random) throws IOException {
    List<Reading> readings = new ArrayList<>();
    for (int i = random.nextInt(400); i >= 0; i--) {
      Double temperature = random.nextInt(9) == 0 ? null : random.nextInt(2000) / 7.0;
      Long count = random.nextInt(9) == 0 ? null : (long) random.nextInt(100);
      readings.add(new Reading("c" + random.nextInt(30), temperature, count));
    }
    Files.deleteIfExists(day(day));
    Reading.write(readings, day(day));
    Files.setLastModifiedTime(day(day), FileTime.fromMillis(clock += 1000));
  }

  private int run(String output, Object... options) {
    List<Object> arguments = new ArrayList<>(query);
    if (!List.of(options).contains("--if-exists")) {
      Collections.addAll(arguments, "--if-exists", "replace");
    }
    arguments.add("--json");
    Collections.addAll(arguments, options);
    Collections.addAll(arguments, input, folder.resolve(output));
    return command.run(arguments.toArray());
  }

  private int update(Object... options) {
    List<Object> all = new ArrayList<>(List.of("--state", state));
    Collections.addAll(all, options);
    return run("kept", all.toArray());
  }

  private Map<String, String> parts(String output) throws IOException {
    return ResultFiles.parts(folder.resolve(output));
  }

  private String counters() {
    return command.out().replaceAll("(?s).*\"counters\":(\\{[^}]*}).*", "$1");
  }

  private void assertSameAsFromScratch(Object... options) throws IOException {
    assertThat(update(options)).as("%s", command.err()).isZero();
    assertKeptIsAsFromScratch(options);
  }

  private void assertKeptIsAsFromScratch(Object... options) throws IOException {
    String counters = counters();
    assertThat(run("scratch", options)).as("%s", command.err()).isZero();
    assertThat(parts("kept")).isNotEmpty().isEqualTo(parts("scratch"));
    assertThat(counters).contains("RECORDS_IN").isEqualTo(counters());
  }

  private List<Path> generations() throws IOException {
    try (Stream<Path> found = Files.list(state)) {
      return found.sorted().toList();
    }
  }

  /** Files come, go and change; what is kept is compacted now and then. */
  @Test
  void anyChangeOfFilesGivesTheBytesOfAWholeRun() throws IOException {
    Random random = new Random(1);
    boolean compacted = false;
    for (int day = 0; day < 18; day++) {
      int before = day == 0 ? 0 : generations().size();
      write(day, random);
      if (random.nextInt(4) == 0) {
        write(random.nextInt(day + 1), random);
      }
      if (day > 2 && random.nextInt(5) == 0) {
        Files.deleteIfExists(day(random.nextInt(day)));
      }
      assertSameAsFromScratch("--reducers", 1 + random.nextInt(3));
      compacted |= generations().size() < before;
    }
    assertThat(generations()).hasSizeLessThan(17);
    assertThat(compacted).isTrue();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "--agg=sum(temperature),median(count)",
        "--group-by=city,count --agg=sum(temperature),count(distinct|temperature)",
        "--group-by=count,city --agg=avg(temperature)",
        "--group-by=city --agg=sum(count) --where=temperature>1e9",
        "--agg=count(*),min(city) --where=temperature>1e9",
        "--group-by=city --agg=sum(temperature) --having=sum(temperature)>0 --limit=3",
        "--group-by=city --agg=max(count) --order-by=max(count)",
      })
  void anyQueryDoes(String options) throws IOException {
    query.clear();
    query.add("aggregate");
    for (String option : options.split(" ")) {
      query.add(option.replace('|', ' '));
    }
    Random random = new Random(3);
    for (int day = 0; day < 4; day++) {
      write(day, random);
      assertSameAsFromScratch();
    }
    write(1, random);
    Files.delete(day(2));
    assertSameAsFromScratch("--reducers", 3);
  }

  @Test
  void knownFilesAreNotRead() throws IOException {
    Random random = new Random(4);
    for (int day = 0; day < 5; day++) {
      write(day, random);
    }
    assertThat(update()).isZero();
    write(5, random);
    write(2, random);
    Files.delete(day(3));
    String refuser = "-Dmapreduce.job.map.class=" + Refuser.class.getName();
    assertThat(update(refuser, "-Drefused=day-000,day-001,day-004"))
        .as("%s", command.err())
        .isZero();
    assertThat(command.err())
        .contains("3 files are known, 2 are to be read, 1 are not there any more");
    long read = cost("BYTES_READ");
    Path two = Files.createDirectories(folder.resolve("two"));
    Files.copy(day(2), two.resolve("a.parquet"));
    Files.copy(day(5), two.resolve("b.parquet"));
    input = two;
    assertThat(run("twice")).isZero();
    assertThat(read).isEqualTo(cost("BYTES_READ"));
    input = folder.resolve("in");
    assertThat(update(refuser, "-Drefused=day")).as("%s", command.err()).isZero();
    assertThat(run("scratch")).isZero();
    assertThat(parts("kept")).isEqualTo(parts("scratch"));
  }

  private long cost(String counter) {
    return Long.parseLong(command.out().replaceAll("(?s).*\"" + counter + "\":(\\d+).*", "$1"));
  }

  /** A run that dies behind its update has lost nothing of it. */
  @Test
  void whatAFailedRunHasReadIsKept() throws IOException {
    write(0, new Random(5));
    write(1, new Random(6));
    String none = "-Dmapreduce.job.outputformat.class=" + ResumeTest.NoResult.class.getName();
    assertThat(update(none)).isEqualTo(1);
    String refuser = "-Dmapreduce.job.map.class=" + Refuser.class.getName();
    assertThat(update(refuser, "-Drefused=day")).as("%s", command.err()).isZero();
    assertSameAsFromScratch();
  }

  @Test
  void aLargeUpdateIsWorkedInWaves() throws IOException {
    Random random = new Random(7);
    for (int day = 0; day < 6; day++) {
      write(day, random);
    }
    assertSameAsFromScratch("-Dholdfast.job.wave-bytes=" + WAVE_BYTES);
    assertThat(generations()).hasSizeBetween(2, 6);
  }

  private Path inside(String name) throws IOException {
    try (Stream<Path> files = Files.walk(state)) {
      return files.filter(path -> path.getFileName().toString().equals(name)).findFirst().get();
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"part-r-00000", "_SUCCESS", "_files.json"})
  void whatIsDamagedIsReadAgain(String name) throws IOException {
    write(0, new Random(8));
    write(1, new Random(9));
    assertThat(update()).isZero();
    Path first = generations().get(0);
    try (RandomAccessFile file = new RandomAccessFile(inside(name).toFile(), "rw")) {
      file.seek(file.length() / 2);
      int old = file.read();
      file.seek(file.length() / 2);
      file.write(old ^ 1);
    }
    assertThat(update()).isZero();
    assertThat(command.err()).contains("its files are read again");
    assertKeptIsAsFromScratch();
    assertThat(update()).isZero();
    assertThat(command.err()).contains("2 files are known, 0 are to be read");
    assertThat(first).doesNotExist();
  }

  @ParameterizedTest
  @ValueSource(strings = {"part-r-00000", "_files.json"})
  void whatIsMissingIsReadAgain(String name) throws IOException {
    write(0, new Random(8));
    assertThat(update()).isZero();
    Files.delete(inside(name));
    assertSameAsFromScratch();
    assertThat(generations()).hasSize(1);
  }

  @Test
  void statesOfOtherWorkAreRefused() throws IOException {
    write(0, new Random(10));
    assertThat(update()).isZero();
    Map<String, String> before = parts("kept");
    List<Path> generations = generations();
    assertThat(update("--where", "temperature > 0")).isEqualTo(4);
    assertThat(command.err())
        .contains("expected states of this command, got some whose query is another")
        .contains("try another --state");
    assertThat(update("--nan", "skip")).isEqualTo(4);
    assertThat(command.err()).contains("setting holdfast.map.nan is propagate, not skip");
    assertThat(parts("kept")).isEqualTo(before);
    assertThat(generations()).isEqualTo(generations);
  }

  /**
   * Another version's are read again; but not those of another question, which somebody may want.
   */
  @Test
  void statesOfOtherVersionsAreReadAgain() throws Exception {
    write(0, new Random(21));
    assertThat(update()).isZero();
    Path manifest = inside("_SUCCESS");
    Files.deleteIfExists(manifest.resolveSibling("._SUCCESS.crc"));
    String json = Files.readString(manifest);
    Files.writeString(
        manifest, json.replaceFirst("\"program\" : \"holdfast [^\"]*\"", "\"program\" : \"x 2\""));
    ResultFiles.seal(manifest.getParent());
    List<Path> generations = generations();
    assertThat(update("--where", "temperature > 0")).isEqualTo(4);
    assertThat(command.err()).contains("got some whose query is another; try another --state");
    assertThat(generations()).isEqualTo(generations);
    assertSameAsFromScratch();
    assertThat(update()).isZero();
    assertThat(command.err()).contains("1 files are known, 0 are to be read");
  }

  @Test
  void aDamagedListIsShown() throws IOException {
    write(0, new Random(22));
    assertThat(update()).isZero();
    Files.deleteIfExists(inside("_files.json").resolveSibling("._files.json.crc"));
    Files.writeString(inside("_files.json"), "[]");
    assertThat(command.run("checkpoints", "show", state)).isZero();
    assertThat(command.out()).contains("holds  no: it is damaged: its list of files is another");
  }

  @Test
  void wordsAreKeptToo() throws IOException {
    query.clear();
    Collections.addAll(query, "wordcount", "--max-bad", 9);
    text("a.txt", "the then the\u0000n\nthe \u00ff b");
    text("b.txt", "");
    text("c.txt", "then b\u0000 \u00fe c");
    assertSameAsFromScratch("--reducers", 2);
    assertThat(parts("kept")).hasSize(3).containsKey("_quarantine/part-r-00000.parquet");
    text("d.txt", "d the");
    Files.delete(input.resolve("c.txt"));
    assertSameAsFromScratch();
  }

  private void text(String name, String text) throws IOException {
    Path file = input.resolve(name);
    Files.writeString(file, text, StandardCharsets.ISO_8859_1, StandardOpenOption.CREATE);
    Files.setLastModifiedTime(file, FileTime.fromMillis(clock += 1000));
  }

  @Test
  void nothingIsMadeToExplain() throws IOException {
    write(0, new Random(11));
    query.add(0, "explain");
    query.remove("--json");
    assertThat(update()).as("%s", command.err()).isZero();
    assertThat(command.out()).contains("update-1", "1 of 1 files");
    assertThat(state).doesNotExist();
  }

  /** What becomes of rows, and where they go, states do not know. */
  @Test
  void orderAndPartitionerMayChange() throws IOException {
    Random random = new Random(15);
    Object[][] runs = {
      {"--partitioner", "balanced", "--reducers", 4},
      {"--partitioner", "balanced", "--reducers", 3},
      {"--partitioner", "range", "--reducers", 2},
      {"--order-by", "city DESC", "--limit", 3},
      {"--having", "count(*) > 5", "--header"},
      {"--max-bad", 3},
      {"--partitioner", PartitionerTest.Last.class.getName(), "--reducers", 2},
      {"--partitioner", "hash", "--reducers", 2}
    };
    for (int run = 0; run < runs.length; run++) {
      write(10 - run, random);
      assertSameAsFromScratch(runs[run]);
      assertThat(update(runs[run])).isZero();
      assertThat(command.err()).contains(run + 1 + " files are known, 0 are to be read");
    }
  }

  @Test
  void aFileThatIsGivenTwiceIsRefused() throws IOException {
    write(0, new Random(16));
    assertThat(update(day(0))).isEqualTo(2);
    assertThat(command.err()).contains("expected each input file once where states are kept");
  }

  /** A mistyped path must not cost a year of states. */
  @Test
  void statesOfFilesThatAreNoInputOfThisRunStay() throws IOException {
    Random random = new Random(17);
    for (int day = 0; day < 4; day++) {
      write(day, random);
    }
    assertThat(update()).isZero();
    Path all = input;
    input = day(1);
    assertThat(update()).isZero();
    assertThat(command.err()).contains("are no input of this run: their states stay");
    input = Files.createDirectories(folder.resolve("other"));
    Files.copy(all.resolve(day(1).getFileName()), input.resolve("x.parquet"));
    assertThat(update()).isZero();
    input = all;
    String refuser = "-Dmapreduce.job.map.class=" + Refuser.class.getName();
    assertThat(update(refuser, "-Drefused=day")).as("%s", command.err()).isZero();
    assertThat(command.err()).contains("4 files are known, 0 are to be read");
    assertThat(run("scratch")).isZero();
    assertThat(parts("kept")).isEqualTo(parts("scratch"));
  }

  /** Behind the compaction, before what it has made superfluous is deleted; then a file is back. */
  @Test
  void aCompactionThatIsCutOffDoesNoHarm() throws IOException {
    query.clear();
    query.add("wordcount");
    text("a.txt", "a b");
    text("b.txt", "b c d e f g h");
    assertThat(update()).isZero();
    Path away = Files.move(input.resolve("b.txt"), folder.resolve("away"));
    String none = "-Dmapreduce.job.outputformat.class=" + ResumeTest.NoResult.class.getName();
    assertThat(update(none)).isEqualTo(1);
    assertThat(generations()).hasSize(2);
    Files.move(away, input.resolve("b.txt"));
    assertSameAsFromScratch();
    assertSameAsFromScratch();
    Files.delete(input.resolve("b.txt"));
    assertSameAsFromScratch();
  }

  /** A run that is resumed behind its merge needs no compaction, so nothing is superfluous. */
  @Test
  void nothingIsDeletedThatNoCompactionHasTakenIn() throws IOException {
    query.clear();
    Collections.addAll(query, "wordcount", "--top", 2);
    text("a.txt", "a b");
    text("b.txt", "b c d e f g h");
    assertThat(update()).isZero();
    List<Path> kept = generations();
    Files.delete(input.resolve("b.txt"));
    Object[] other = {"--state", folder.resolve("other"), "--keep-checkpoints"};
    assertThat(run("out", other)).isZero();
    FileUtil.fullyDelete(folder.resolve("out").toFile());
    assertThat(run("out", "--state", state, "--if-exists", "resume")).isZero();
    assertThat(command.err()).contains("stage merge of run");
    assertThat(generations()).isEqualTo(kept);
  }

  /** A text with a zero behind it sorts among those that begin as it does. */
  @Test
  void textsMayHoldZeros() throws IOException {
    query.clear();
    query.add("wordcount");
    StringBuilder words = new StringBuilder();
    for (int i = 0; i < 300; i++) {
      words.append("w").append(i).append(" w").append(i).append("\u0000x ");
    }
    for (int file = 0; file < 4; file++) {
      text("f" + file, words.toString() + file);
      assertThat(update()).isZero();
      assertThat(cost("STATES_OUT")).isEqualTo(601);
      assertThat(cost("SPILLED_BYTES")).isZero(); // The states of a file are written once.
    }
    assertSameAsFromScratch();
  }

  /** What is kept is listed and shown, and no garbage; what a dead run has begun is. */
  @Test
  void statesAreListedAndStay() throws IOException {
    write(0, new Random(18));
    assertThat(update()).isZero();
    Path begun = Files.createDirectories(state.resolve("_generation-x-1"));
    Path other = Files.createDirectories(state.resolve("_generation"));
    assertThat(command.run("checkpoints", "list", state)).isZero();
    assertThat(command.out().lines()).hasSize(3);
    assertThat(command.out()).contains("\tkept\tstates\t", "\tempty\t");
    assertThat(command.run("checkpoints", "show", state)).isZero();
    assertThat(command.out()).contains("holds  yes");
    assertThat(command.run("checkpoints", "gc", "--older-than", "0s", state)).isZero();
    assertThat(begun).doesNotExist();
    assertThat(generations()).hasSize(2).contains(other);
    assertThat(update()).isZero();
    assertThat(generations()).hasSize(2).contains(other);
  }

  /** Of damaged states too those stay that are of files this run does not look at. */
  @Test
  void damagedStatesOfOtherFilesStay() throws IOException {
    write(0, new Random(19));
    write(1, new Random(20));
    assertThat(update()).isZero();
    Files.write(inside("part-r-00000"), new byte[] {1}, StandardOpenOption.APPEND);
    List<Path> kept = generations();
    input = day(1);
    assertThat(update()).isZero();
    assertThat(command.err()).contains("is damaged: ", "their states stay");
    assertThat(generations()).hasSize(2).containsAll(kept);
    input = folder.resolve("in");
    assertSameAsFromScratch();
  }

  @Test
  void statesInTheOutputAreRefusedBeforeAnythingIsDone() throws IOException {
    write(0, new Random(14));
    for (String place : List.of("kept", "kept/state")) {
      state = folder.resolve(place);
      assertThat(update()).isEqualTo(2);
      assertThat(command.err()).contains("expected a directory that is not in OUTPUT");
    }
    state = day(0);
    assertThat(update()).isEqualTo(2);
    assertThat(command.err()).contains("expected a directory, got a file");
    state = Files.createSymbolicLink(folder.resolve("link"), folder.resolve("nowhere"));
    assertThat(update()).isEqualTo(2);
    assertThat(command.err()).contains(state + "] expected a directory, or a place for one");
    state = day(0).resolve("below");
    assertThat(update()).isEqualTo(2);
    assertThat(command.err())
        .contains(day(0) + "] expected a directory to make the states of --state in");
    assertThat(run("kept", "--state", "s3a://bucket/state")).isEqualTo(2);
    assertThat(command.err()).contains("expected a file system whose rename");
  }

  /** A change that neither length nor time tells of. */
  @Test
  void contentIsLookedAtOnRequest() throws IOException {
    query.clear();
    query.add("wordcount");
    text("a.txt", "one");
    FileTime time = Files.getLastModifiedTime(input.resolve("a.txt"));
    assertThat(update("--checksum-input")).isZero();
    text("a.txt", "two");
    Files.setLastModifiedTime(input.resolve("a.txt"), time);
    assertThat(update()).isZero();
    assertThat(parts("kept")).containsValue("one\t1\n");
    assertThat(update("--checksum-input")).isZero();
    assertThat(parts("kept")).containsValue("two\t1\n");
  }

  /** States below the input are no input. */
  @Test
  void statesMayLieBesideTheFiles() throws IOException {
    state = input.resolve("state");
    write(0, new Random(12));
    assertSameAsFromScratch();
    write(1, new Random(13));
    assertSameAsFromScratch();
  }
}
