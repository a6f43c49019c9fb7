package io.holdfast.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.holdfast.cluster.Reading;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.apache.hadoop.fs.PathFilter;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Results in order: the rows of the same query without one, sorted by plain objects. */
class OrderedResultsTest {
  private static final Comparator<Map.Entry<String, Long>> MOST_FREQUENT =
      Map.Entry.<String, Long>comparingByValue().reversed().thenComparing(Map.Entry::getKey);

  @TempDir Path folder;
  @RegisterExtension final Console command = new Console();
  private final List<Reading> readings = Reading.random(4000);
  private Path input;

  @BeforeEach
  void writeInput() throws IOException {
    input = Reading.write(readings, folder.resolve("readings.parquet"));
  }

  /** Lines of city and how often it has a count, the most frequent first. */
  private List<String> expected() {
    return readings.stream()
        .filter(reading -> reading.count() != null)
        .map(Reading::city)
        .collect(Collectors.groupingBy(Function.identity(), Collectors.counting()))
        .entrySet()
        .stream()
        .sorted(MOST_FREQUENT)
        .map(entry -> entry.getKey() + "\t" + entry.getValue())
        .toList();
  }

  @ParameterizedTest
  @CsvSource({"1, 0", "1, 3000", "4, 0", "4, 3000"})
  void partsTogetherAreInOrder(int reducers, int splitBytes) throws IOException {
    run("out", "--order-by", "n DESC", "--reducers", reducers, splits(splitBytes));
    assertThat(parts("out")).hasSize(reducers);
    assertThat(lines("out")).isEqualTo(expected());
  }

  @ParameterizedTest
  @ValueSource(ints = {0, 1, 7, 100})
  void aLimitKeepsTheFirst(int limit) throws IOException {
    run("out", "--order-by", "n DESC", "--limit", limit, "--reducers", 3, splits(3000));
    List<String> all = expected();
    assertThat(parts("out")).hasSize(1);
    assertThat(lines("out")).isEqualTo(all.subList(0, Math.min(limit, all.size())));
  }

  @Test
  void aLimitWithoutOrderGoesByTheColumns() throws IOException {
    run("out", "--limit", 5, "--reducers", 3);
    List<String> byKey =
        expected().stream()
            .sorted(Comparator.comparing(line -> line.split("\t")[0]))
            .limit(5)
            .toList();
    assertThat(lines("out")).isEqualTo(byKey);
  }

  @Test
  void rangesAreAboutAsLarge() throws IOException {
    run("out", "--order-by", "\"by\" DESC", "--group-by", "count AS \"by\"", "--reducers", 4);
    long all = readings.stream().map(Reading::count).filter(count -> count != null).count();
    assertThat(lines("out")).hasSize((int) all);
    for (List<String> part : parts("out").values()) {
      assertThat((long) part.size()).isBetween(all / 5, all / 3);
    }
  }

  /** What a run says of its records is said of all its stages. */
  @Test
  void theManifestCountsWhatTheFirstStageRead() throws IOException {
    run("out", "--order-by", "n DESC", "--json");
    assertThat(command.out())
        .contains("\"RECORDS_IN\":" + readings.size(), "\"GROUPS\":" + expected().size());
    assertThat(command.run("verify", folder.resolve("out"))).isZero();
  }

  @Test
  void malformedRecordsAreSetAsideOnce() throws IOException {
    Path text = folder.resolve("text");
    Files.write(text, new byte[] {'b', ' ', 'a', ' ', 'a', ' ', -1, ' ', 'c', ' ', -2});
    Path output = folder.resolve("words");
    assertThat(command.run("wordcount", "--top", 2, "--reducers", 2, "--max-bad", 2, text, output))
        .as("%s", command.err())
        .isZero();
    assertThat(output.resolve("part-r-00000")).hasContent("a\t2\nb\t1\n");
    assertThat(ResultFiles.quarantined(command, output, "\"offset\""))
        .containsExactly("6\t1", "10\t1");
    assertThat(command.run("verify", output)).isZero();
    assertThat(Files.list(folder).map(file -> file.getFileName().toString()))
        .noneMatch(name -> name.startsWith("."));
  }

  @Test
  void anOutputThatExistsIsNoticedBeforeAnyStage() throws IOException {
    Files.createDirectories(folder.resolve("out"));
    Files.writeString(folder.resolve("out/mine"), "mine");
    assertThat(aggregate("out", "--order-by", "n")).isEqualTo(4);
    assertThat(command.err()).contains("expected no output yet").doesNotContain("aggregate:");
    assertThat(folder.resolve("out/mine")).hasContent("mine");
  }

  @Test
  void aStageThatFailsLeavesNothing() throws IOException {
    Files.writeString(input, "no Parquet at all, though long enough for a footer");
    assertThat(aggregate("out", "--order-by", "n")).isEqualTo(3);
    try (Stream<Path> left = Files.list(folder)) {
      assertThat(left).containsExactly(input);
    }
  }

  /** What is there is not what should be there: only the parts that the manifest names count. */
  @Test
  void settingsOfAUserCannotHideAStagesParts() throws IOException {
    run(
        "o[1]",
        "--order-by",
        "n DESC",
        "--reducers",
        3,
        "-Dmapreduce.input.pathFilter.class=" + NoPartOne.class.getName(),
        "-Dmapreduce.input.fileinputformat.split.minsize.per.node=1000000000",
        "-Dholdfast.output.earlier=/nowhere",
        "-Dholdfast.output.rows=1");
    assertThat(lines("o[1]")).isEqualTo(expected());
  }

  /** Hides a part. */
  public static final class NoPartOne implements PathFilter {
    @Override
    public boolean accept(org.apache.hadoop.fs.Path path) {
      return !path.getName().equals("part-r-00001");
    }
  }

  @Test
  void explainNamesTheStages() {
    assertThat(
            command.run(
                "explain", "wordcount", "--top", 3, "--reducers", 2, input, folder.resolve("o")))
        .isZero();
    assertThat(command.out())
        .containsPattern("stages +aggregate: reads 1 files, \\d+ bytes; 2 reducers by HashPart")
        .containsPattern(" +order: reads the rows of aggregate, to keep the first 3; 1 reducers");
  }

  private static String splits(int bytes) {
    return "-Dholdfast.input.split-bytes=" + bytes;
  }

  private int aggregate(String output, Object... options) {
    List<Object> arguments = new ArrayList<>(List.of("aggregate"));
    Collections.addAll(arguments, options);
    if (!arguments.contains("--group-by")) {
      Collections.addAll(arguments, "--group-by", "city");
    }
    Collections.addAll(arguments, "--where", "count IS NOT NULL");
    Collections.addAll(arguments, "--agg", "count(*) AS n", input, folder.resolve(output));
    return command.run(arguments.toArray());
  }

  private void run(String output, Object... options) {
    assertThat(aggregate(output, options)).as("%s", command.err()).isZero();
  }

  private Map<String, List<String>> parts(String output) throws IOException {
    Map<String, List<String>> parts = new TreeMap<>();
    try (Stream<Path> files = Files.list(folder.resolve(output))) {
      for (Path file :
          files.filter(path -> path.getFileName().toString().startsWith("part")).toList()) {
        parts.put(file.getFileName().toString(), Files.readAllLines(file));
      }
    }
    return parts;
  }

  private List<String> lines(String output) throws IOException {
    return parts(output).values().stream().flatMap(List::stream).toList();
  }
}
