package io.holdfast.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.holdfast.cluster.Reading;
import io.holdfast.cluster.SortedIds;
import io.holdfast.shuffle.GroupKey;
import io.holdfast.shuffle.PartialState;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.apache.hadoop.mapreduce.Partitioner;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Whoever places the groups, the rows are the same; and no reducer gets much more than others. */
class PartitionerTest {
  private static final Pattern REAL =
      Pattern.compile("stage (\\w+): the heaviest of \\d+ reducers got ([0-9.]+) times the mean");

  @TempDir Path folder;
  @RegisterExtension final Console command = new Console();

  /** Half of the rows are of one city, with as many values as rows; some have few values. */
  private Path skewed(long seed, int rows) throws IOException {
    Random random = new Random(seed);
    List<Reading> readings = new ArrayList<>();
    for (int i = 0; i < rows; i++) {
      boolean hot = random.nextBoolean();
      String city = hot ? "hot" : "c" + (int) Math.abs(random.nextGaussian() * 30);
      Double temperature = random.nextInt(20) == 0 ? null : random.nextInt(1 << 20) / 8.0;
      Long count = random.nextInt(20) == 0 ? null : (long) random.nextInt(hot ? 1 << 16 : 5);
      readings.add(new Reading(city, temperature, count));
    }
    return Reading.write(readings, folder.resolve("in-" + seed + "-" + rows));
  }

  private int run(Path input, String output, String calls, Object... options) {
    List<Object> arguments = new ArrayList<>(List.of("aggregate", "--group-by", "city"));
    Collections.addAll(arguments, "--agg", calls, "-Dholdfast.input.split-bytes=20000");
    Collections.addAll(arguments, options);
    Collections.addAll(arguments, input, folder.resolve(output));
    return command.run(arguments.toArray());
  }

  private Map<String, String> parts(String output) throws IOException {
    return ResultFiles.parts(folder.resolve(output));
  }

  private List<String> lines(String output) throws IOException {
    return parts(output).entrySet().stream()
        .filter(part -> part.getKey().startsWith("part-"))
        .flatMap(part -> part.getValue().lines())
        .toList();
  }

  private Map<String, Double> skews() {
    Map<String, Double> skews = new TreeMap<>();
    Matcher matcher = REAL.matcher(command.err());
    while (matcher.find()) {
      skews.put(matcher.group(1), Double.valueOf(matcher.group(2)));
    }
    return skews;
  }

  /** Slices leave no trace: each part is what it is without them. */
  @ParameterizedTest
  @CsvSource({"1, 2", "2, 3", "3, 5", "4, 8", "5, 13"})
  void slicedGroupsGiveTheSameParts(long seed, int reducers) throws IOException {
    Random random = new Random(seed);
    Path input = skewed(seed, 8000);
    String calls =
        "count(*), sum(count), median(temperature), count(distinct temperature),"
            + " quantile(temperature, "
            + random.nextInt(101) / 100.0
            + "), quantile(count, "
            + random.nextInt(1001) / 1000.0
            + "), count(distinct count), quantile(count, 0), quantile(temperature, 1)";
    assertThat(run(input, "hash", calls, "--partitioner", "hash", "--reducers", reducers)).isZero();
    int balanced = run(input, "balanced", calls, "--partitioner=balanced", "--reducers", reducers);
    assertThat(balanced).as("%s", command.err()).isZero();
    assertThat(parts("balanced")).hasSize(reducers).isEqualTo(parts("hash"));
    assertThat(skews()).containsOnlyKeys("slice", "join");
    double slice = skews().get("slice");
    int resumed = run(input, "balanced", calls, "--if-exists=resume", "--reducers", reducers);
    assertThat(resumed).as("of hash: %s", command.err()).isZero();
    assertThat(command.err()).contains("is whole: there is nothing left to do");
    assertThat(slice).isLessThanOrEqualTo(1.2);
  }

  @Test
  void slicesComeBehindWavesAndKeptStatesAndBeforeAnOrder() throws IOException {
    Path input = skewed(6, 8000);
    String calls = "count(*) AS n, median(temperature), count(distinct count)";
    Object[] options = {"--reducers", 3, "--order-by", "n DESC", "--limit", 9};
    assertThat(run(input, "hash", calls, options)).isZero();
    Object[] balanced = Arrays.copyOf(options, options.length + 2);
    balanced[options.length] = "--partitioner=balanced";
    balanced[options.length + 1] = "-Dholdfast.job.wave-bytes=30000";
    assertThat(run(input, "waves", calls, balanced)).as("%s", command.err()).isZero();
    assertThat(parts("waves")).hasSize(1).isEqualTo(parts("hash"));
    balanced[options.length + 1] = "--state=" + folder.resolve("kept");
    assertThat(run(input, "state", calls, balanced)).as("%s", command.err()).isZero();
    assertThat(parts("state")).isEqualTo(parts("hash"));
  }

  /** Groups of about one size, and too few of them to be spread well by chance. */
  @Test
  void fewGroupsArePlacedOneByOne() throws IOException {
    List<Reading> readings = new ArrayList<>();
    for (int i = 0; i < 4000; i++) {
      readings.add(new Reading("c" + i % 16, i / 3.0, (long) i));
    }
    Path input = Reading.write(readings, folder.resolve("in"));
    for (String calls : List.of("sum(temperature)", "median(temperature)")) {
      assertThat(run(input, "hash" + calls, calls, "--reducers", 4)).isZero();
      assertThat(run(input, "b" + calls, calls, "--reducers", 4, "--partitioner", "balanced"))
          .as("%s", command.err())
          .isZero();
      assertThat(lines("b" + calls)).containsExactlyInAnyOrderElementsOf(lines("hash" + calls));
      assertThat(parts("b" + calls).values()).allSatisfy(part -> assertThat(part).hasLineCount(4));
      assertThat(skews().get("aggregate")).isLessThanOrEqualTo(1.2);
    }
  }

  @Test
  void rangesAreInOrderOverAllParts() throws IOException {
    Path input = skewed(7, 3000);
    String calls = "count(*) AS \"a \"\"count\"\"\"";
    assertThat(run(input, "range", calls, "--reducers", 4, "--partitioner", "range"))
        .as("%s", command.err())
        .isZero();
    assertThat(parts("range")).hasSize(4);
    assertThat(lines("range")).hasSizeGreaterThan(50).isSorted();
    assertThat(run(input, "hash", calls, "--reducers", 4)).isZero();
    assertThat(lines("range")).containsExactlyInAnyOrderElementsOf(lines("hash"));
    assertThat(lines("hash")).isNotEqualTo(lines("range"));
  }

  /** Sends all groups to the last reducer. */
  public static final class Last extends Partitioner<GroupKey, PartialState> {
    @Override
    public int getPartition(GroupKey key, PartialState state, int partitions) {
      return partitions - 1;
    }
  }

  @Test
  void aClassOfTheUsersPlacesGroups() throws IOException {
    Path input = skewed(8, 1000);
    String calls = "median(count)";
    assertThat(run(input, "last", calls, "--reducers", 3, "--partitioner", Last.class.getName()))
        .as("%s", command.err())
        .isZero();
    assertThat(parts("last").get("part-r-00000")).isEmpty();
    assertThat(run(input, "hash", calls, "--reducers", 3)).isZero();
    assertThat(lines("last")).containsExactlyInAnyOrderElementsOf(lines("hash"));
  }

  @ParameterizedTest
  @ValueSource(strings = {"no.such.Class", "java.lang.String", "Hash", ""})
  void whatIsNoPartitionerIsAUsageError(String name) throws IOException {
    assertThat(run(skewed(9, 10), "out", "count(*)", "--partitioner", name)).isEqualTo(2);
    assertThat(command.err())
        .contains("[--partitioner] expected hash, range, balanced, or a class");
  }

  /** The files before the large one must not decide. */
  @Test
  void theWholeInputIsSampled() throws IOException {
    Path input = Files.createDirectories(folder.resolve("days"));
    Reading.write(List.of(new Reading("a", 1.0, 1L)), input.resolve("a"));
    Files.move(skewed(10, 6000), input.resolve("b"));
    Files.move(skewed(11, 6000), input.resolve("c"));
    String calls = "median(temperature), count(distinct count)";
    assertThat(run(input, "balanced", calls, "--reducers", 4, "--partitioner", "balanced"))
        .as("%s", command.err())
        .isZero();
    assertThat(skews().get("slice")).isLessThanOrEqualTo(1.2);
    assertThat(run(input, "hash", calls, "--reducers", 4)).isZero();
    assertThat(parts("balanced")).isEqualTo(parts("hash"));
  }

  @ParameterizedTest
  @ValueSource(ints = {30_000, 2_000_000})
  void valuesInTheOrderOfAFileAreSlicedEvenly(int groupRows) throws IOException {
    Path ids = SortedIds.write(1_000_000, groupRows, folder.resolve("ids"));
    for (String call : List.of("count(distinct id)", "median(id)")) {
      Path out = folder.resolve(call);
      String[] balanced = {"aggregate", "--agg", call, "--reducers=8", "--partitioner=balanced"};
      Object[] all = Stream.concat(Stream.of(balanced), Stream.of(ids, out)).toArray();
      assertThat(command.run(all)).as("%s", command.err()).isZero();
      assertThat(lines(call)).containsExactly(call.startsWith("m") ? "499999.5" : "1000000");
      assertThat(skews().get("slice")).as(call).isLessThanOrEqualTo(1.2);
    }
  }

  /** Fewer values than slices, and than reducers. */
  @ParameterizedTest
  @ValueSource(ints = {10, 60})
  void moreReducersThanValues(int reducers) throws IOException {
    List<Reading> readings = new ArrayList<>();
    for (int i = 0; i < 800; i++) {
      readings.add(new Reading("c", (double) (i % 40), (long) (i % 3)));
    }
    Path input = Reading.write(readings, folder.resolve("in"));
    String calls = "median(temperature), count(distinct temperature), quantile(count, 0.3)";
    assertThat(run(input, "b", calls, "--reducers", reducers, "--partitioner=balanced"))
        .as("%s", command.err())
        .isZero();
    assertThat(lines("b")).containsExactly("c\t19.5\t40\t0.0");
    if (reducers == 10) {
      assertThat(skews().get("slice")).isLessThanOrEqualTo(2);
    }
  }

  /** What goes into the configuration of each task stays small. */
  @Test
  void keysMayBeLongAndReducersMany() throws IOException {
    String name = "x".repeat(20_000);
    List<Reading> readings = new ArrayList<>();
    for (int i = 0; i < 3000; i++) {
      readings.add(new Reading(name + i % 2, i / 7.0, null));
    }
    Path input = Reading.write(readings, folder.resolve("long"));
    Object[] balanced = {"--partitioner", "balanced", "--reducers", 20};
    assertThat(run(input, "b", "count(distinct temperature)", balanced))
        .as("%s", command.err())
        .isZero();
    assertThat(lines("b").stream().map(line -> line.substring(20_000)))
        .containsExactlyInAnyOrder("0\t1500", "1\t1500");
    Object[] explain = {
      "explain",
      "aggregate",
      "--group-by",
      "city",
      "--agg",
      "median(temperature), median(count)",
      "--partitioner",
      "balanced",
      "--reducers",
      20_000,
      skewed(12, 5000),
      folder.resolve("no")
    };
    assertThat(command.run(explain)).as("%s", command.err()).isZero();
  }

  /** Whole keys that are spread well by their hash are foretold so. */
  @Test
  void theSampleIsNotTakenByTheHashThatSpreads() throws IOException {
    StringBuilder words = new StringBuilder();
    for (int i = 0; i < 250_000; i++) {
      words.append("word").append(i).append(i % 9 == 0 ? '\n' : ' ');
    }
    Path text = Files.writeString(folder.resolve("text"), words);
    Object[] words4 = {
      "wordcount", "--reducers", 4, "--partitioner", "balanced", text, folder.resolve("out")
    };
    assertThat(command.run(words4)).as("%s", command.err()).isZero();
    assertThat(command.err()).containsPattern("would get 1\\.0\\d times the mean");
    assertThat(skews().get("aggregate")).isLessThan(1.1);
  }

  @Test
  void twoPartitionersAreRefused() throws IOException {
    String mine = "-Dmapreduce.job.partitioner.class=" + Last.class.getName();
    assertThat(run(skewed(13, 10), "out", "count(*)", mine, "--partitioner=balanced")).isEqualTo(2);
    assertThat(command.err()).contains("expected it unset with --partitioner balanced");
  }

  /** A sample meets what a task would meet. */
  @Test
  void malformedWordsOfTheSampleAreSetAsideOnce() throws IOException {
    Path text = Files.write(folder.resolve("text"), "a b \u00ff c a".getBytes("ISO-8859-1"));
    Object[] options = {"wordcount", "--reducers", 2, "--partitioner", "balanced", text};
    Object[] strict = Arrays.copyOf(options, options.length + 1);
    strict[options.length] = folder.resolve("no");
    assertThat(command.run(strict)).isEqualTo(3);
    Object[] lenient = Arrays.copyOf(options, options.length + 2);
    lenient[options.length] = folder.resolve("out");
    lenient[options.length + 1] = "--max-bad=1";
    assertThat(command.run(lenient)).as("%s", command.err()).isZero();
    assertThat(lines("out")).containsExactlyInAnyOrder("a\t2", "b\t1", "c\t1");
  }
}
