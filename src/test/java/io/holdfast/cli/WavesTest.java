package io.holdfast.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.holdfast.cluster.Reading;
import io.holdfast.map.GroupingMapper;
import io.holdfast.record.Batch;
import io.holdfast.shuffle.GroupKey;
import io.holdfast.shuffle.PartialState;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.apache.hadoop.fs.FileUtil;
import org.apache.hadoop.io.NullWritable;
import org.apache.hadoop.mapreduce.Mapper;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** An input that is worked in waves gives the bytes of one that is worked at once. */
class WavesTest {
  private static final String AGGREGATES =
      "count(*), sum(temperature), avg(count), min(city), median(temperature),"
          + " count(distinct count)";

  @TempDir Path folder;
  @RegisterExtension final Console command = new Console();
  private Path input;

  @BeforeEach
  void write() throws IOException {
    input = Files.createDirectories(folder.resolve("in"));
    List<Reading> readings = Reading.random(3000);
    Reading.write(readings.subList(0, 2000), input.resolve("a.parquet"));
    Reading.write(readings.subList(2000, 2001), input.resolve("b.parquet"));
    Reading.write(readings.subList(2001, 3000), input.resolve("c.parquet"));
  }

  private int aggregate(String output, Object... options) {
    List<Object> arguments = new ArrayList<>(List.of("aggregate", "--group-by", "city"));
    Collections.addAll(arguments, "--where", "temperature > -900", "--agg", AGGREGATES);
    Collections.addAll(arguments, options);
    Collections.addAll(arguments, input, folder.resolve(output));
    return command.run(arguments.toArray());
  }

  private Map<String, String> parts(String output) throws IOException {
    return ResultFiles.parts(folder.resolve(output));
  }

  private static String waves(long bytes) {
    return "-Dholdfast.job.wave-bytes=" + bytes;
  }

  @ParameterizedTest
  @CsvSource({"1, 30000", "3, 30000", "3, 3000", "1, 1000000000"})
  void theBytesAreTheSame(int reducers, long waveBytes) throws IOException {
    assertThat(aggregate("once", "--reducers", reducers, "--json")).isZero();
    String counters = counters();
    assertThat(aggregate("waves", "--reducers", reducers, "--json", waves(waveBytes)))
        .as("%s", command.err())
        .isZero();
    assertThat(parts("waves")).hasSize(reducers).isEqualTo(parts("once"));
    assertThat(counters()).isEqualTo(counters);
    assertNothingLeft("once", "waves");
  }

  private String counters() {
    return command.out().replaceAll("(?s).*\"counters\":(\\{[^}]*}).*", "$1");
  }

  private void assertNothingLeft(String... outputs) throws IOException {
    List<String> names = new ArrayList<>(List.of(outputs));
    names.add("in");
    try (Stream<Path> left = Files.list(folder)) {
      assertThat(left.map(path -> path.getFileName().toString()))
          .containsExactlyInAnyOrderElementsOf(names);
    }
  }

  @Test
  void anOrderComesBehindThem() throws IOException {
    Object[] order = {"--order-by", "sum(temperature) DESC", "--limit", 7};
    assertThat(aggregate("once", order)).isZero();
    Object[] both = Arrays.copyOf(order, order.length + 1);
    both[order.length] = waves(30000);
    assertThat(aggregate("waves", both)).as("%s", command.err()).isZero();
    assertThat(parts("waves")).isEqualTo(parts("once"));
    assertNothingLeft("once", "waves");
  }

  @Test
  void malformedRecordsAreSetAsideOnce() throws IOException {
    StringBuilder text = new StringBuilder();
    for (int i = 0; i < 200; i++) {
      text.append("w").append(i % 7).append(i % 40 == 3 ? " \u00ff" : " x").append('\n');
    }
    Path words = Files.write(folder.resolve("text"), text.toString().getBytes("ISO-8859-1"));
    Path once = folder.resolve("once");
    Path waves = folder.resolve("waves");
    assertThat(command.run("wordcount", "--max-bad", 5, words, once)).isZero();
    assertThat(command.run("wordcount", "--max-bad", 5, waves(100), words, waves))
        .as("%s", command.err())
        .isZero();
    assertThat(parts("waves")).isEqualTo(parts("once"));
    assertThat(waves.resolve(ResultFiles.QUARANTINE))
        .hasSameBinaryContentAs(once.resolve(ResultFiles.QUARANTINE));
    assertThat(command.run("wordcount", "--max-bad", 4, waves(100), words, folder.resolve("no")))
        .isEqualTo(3);
    assertThat(command.err()).contains("expected at most 4 malformed records, got 5 of 400");
  }

  /** What two waves have finished is not run again. */
  @Test
  void finishedWavesCount() throws IOException {
    assertThat(aggregate("once")).isZero();
    assertThat(aggregate("waves", waves(15000), "--keep-checkpoints")).isZero();
    FileUtil.fullyDelete(folder.resolve("waves").toFile());
    Path stages = stages();
    List<String> all = List.of(stages.toFile().list((dir, name) -> name.startsWith("wave-")));
    assertThat(all).hasSizeGreaterThan(3);
    FileUtil.fullyDelete(stages.resolve("wave-3").toFile());
    assertThat(aggregate("waves", waves(15000), "--if-exists", "resume")).isZero();
    assertThat(command.err())
        .contains("stage wave-1 of run", "stage wave-2 of run", "stage wave-4 of run")
        .doesNotContain("stage wave-3 of run");
    assertThat(parts("waves")).isEqualTo(parts("once"));
    assertNothingLeft("once", "waves");
  }

  private Path stages() throws IOException {
    try (Stream<Path> files = Files.list(folder)) {
      return files.filter(path -> path.toString().contains("-stages-")).findFirst().orElseThrow();
    }
  }

  /** What the cluster had when the run began counts, not what it has now. */
  @Test
  void theNumberOfWavesIsThatOfTheRunBefore() throws IOException {
    assertThat(aggregate("waves", waves(30000), "--keep-checkpoints")).isZero();
    Map<String, String> parts = parts("waves");
    assertThat(aggregate("waves", "--if-exists", "resume", "--keep-checkpoints")).isZero();
    assertThat(command.err()).contains("is whole: there is nothing left to do");
    FileUtil.fullyDelete(folder.resolve("waves").toFile());
    assertThat(aggregate("waves", "--if-exists", "resume")).isZero();
    assertThat(command.err()).contains("stage wave-1 of run");
    assertThat(parts("waves")).isEqualTo(parts);
    assertNothingLeft("waves");
  }

  /** A run that has failed at a malformed record goes on where more may be malformed. */
  @Test
  void moreMalformedRecordsMayBeAllowedLater() throws IOException {
    Path words =
        Files.write(folder.resolve("text"), "a b c d\ne f \u00ff h\n".getBytes("ISO-8859-1"));
    Path output = folder.resolve("words");
    assertThat(command.run("wordcount", waves(9), words, output)).isEqualTo(3);
    assertThat(
            command.run("wordcount", waves(9), "--max-bad=1", "--if-exists=resume", words, output))
        .as("%s", command.err())
        .isZero();
    assertThat(command.err()).contains("stage wave-1 of run");
    assertThat(command.run("wordcount", "--if-exists=resume", words, output)).isEqualTo(4);
    assertThat(command.err()).contains("more malformed records than --max-bad allows");
  }

  /** Not the newest; and so many waves as that had. */
  @Test
  void theRunOfWhichTheLeastIsMissingIsTaken() throws IOException {
    assertThat(aggregate("once")).isZero();
    assertThat(aggregate("waves", waves(15000), "--keep-checkpoints")).isZero();
    FileUtil.fullyDelete(folder.resolve("waves").toFile());
    Path most = stages();
    FileUtil.fullyDelete(most.resolve("merge").toFile());
    Path kept = Files.move(most, folder.resolve("kept"));
    assertThat(aggregate("waves", waves(30000), "--keep-checkpoints")).isZero();
    FileUtil.fullyDelete(folder.resolve("waves").toFile());
    Path newest = stages();
    for (String stage : newest.toFile().list((directory, name) -> !name.equals("wave-1"))) {
      FileUtil.fullyDelete(newest.resolve(stage).toFile());
    }
    Files.move(kept, most);
    FileUtil.fullyDelete(most.resolve("wave-2").toFile());
    Files.setLastModifiedTime(most, FileTime.fromMillis(1_700_000_000_000L));
    assertThat(aggregate("waves", "--if-exists", "resume")).as("%s", command.err()).isZero();
    assertThat(command.err())
        .contains("stage wave-1 of run", "stage wave-4 of run")
        .doesNotContain("stage wave-2 of run");
    assertThat(parts("waves")).isEqualTo(parts("once"));
    assertThat(most).doesNotExist();
    assertThat(newest).exists();
  }

  /** Waves of another size are other stages. */
  @Test
  void wavesOfAnotherSizeAreNotTakenOver() throws IOException {
    assertThat(aggregate("waves", waves(30000), "--keep-checkpoints")).isZero();
    FileUtil.fullyDelete(folder.resolve("waves").toFile());
    assertThat(aggregate("waves", waves(20000), "--if-exists", "resume")).isZero();
    assertThat(command.err()).contains("is of other work: its setting holdfast.input.waves is");
  }

  @Test
  void inputThatChangesMeanwhileIsNoticed() throws IOException {
    assertThat(
            aggregate(
                "waves",
                waves(30000),
                "-Dmapreduce.job.map.class=" + Meddler.class.getName(),
                "-Dmeddler.file=" + input.resolve("d.parquet")))
        .isEqualTo(3);
    assertThat(command.err()).contains("expected the files that were there when the run began");
    assertThat(folder.resolve("waves")).doesNotExist();
  }

  /** Adds an empty file to the input while the first wave works. */
  public static final class Meddler extends Mapper<NullWritable, Batch, GroupKey, PartialState> {
    @Override
    public void run(Context context) throws IOException, InterruptedException {
      Path file = Path.of(context.getConfiguration().get("meddler.file"));
      if (!Files.exists(file)) {
        Files.createFile(file);
      }
      new GroupingMapper().run(context);
    }
  }
}
