package io.holdfast.cluster;

import static org.assertj.core.api.Assertions.assertThat;

import io.holdfast.cluster.HadoopJar.Outcome;
import java.io.IOException;
import java.nio.file.Files;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.LongSummaryStatistics;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.apache.hadoop.fs.FileSystem;
import org.apache.hadoop.fs.Path;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;

/** Aggregation of a Parquet file on a cluster. */
@ExtendWith(ClusterExtension.class)
class AggregateIT {
  private static final Path ROOT = new Path("/aggregate");
  private static final Path INPUT = new Path(ROOT, "in/readings.parquet");
  private static final Path OUTPUT = new Path(ROOT, "results/out");

  @TempDir java.nio.file.Path folder;
  private final TestCluster cluster;
  private final FileSystem files;

  AggregateIT(TestCluster cluster) throws IOException {
    this.cluster = cluster;
    this.files = cluster.files();
  }

  @AfterEach
  void tearDown() throws IOException {
    files.delete(ROOT, true);
  }

  @Test
  void givesTheSamePartsAsALocalRun() throws Exception {
    List<Reading> readings = Reading.random(5000);
    java.nio.file.Path file = Reading.write(readings, folder.resolve("readings.parquet"));
    java.nio.file.Path local = folder.resolve("out");
    files.copyFromLocalFile(new Path(file.toUri()), INPUT);
    int jobsBefore = cluster.jobs();

    Outcome outcome = aggregate(cluster.hadoopJar(), INPUT.toString(), OUTPUT.toString());

    assertThat(outcome.exitCode()).as(outcome.err()).isZero();
    assertThat(cluster.jobs()).isEqualTo(jobsBefore + 1);
    HadoopJar localJar = HadoopJar.local(folder.resolve("client"));
    assertThat(aggregate(localJar, file.toString(), local.toString()).exitCode()).isZero();
    Map<String, String> parts = OutputFacts.parts(files, OUTPUT);
    assertThat(parts).hasSize(2).isEqualTo(localParts(local));
    assertThat(integers(parts)).isEqualTo(expected(readings));
    OutputFacts.assertAlone(files, OUTPUT);
  }

  @Test
  @Tag("matrix") // For its time: a job of two stages, once more in a local run.
  void putsRowsInOrderAsALocalRun() throws Exception {
    java.nio.file.Path file = Reading.write(Reading.random(5000), folder.resolve("readings"));
    java.nio.file.Path local = folder.resolve("out");
    files.copyFromLocalFile(new Path(file.toUri()), INPUT);
    int jobsBefore = cluster.jobs();
    String[] order = {"--order-by", "n DESC, sum(count) DESC"};

    Outcome outcome = aggregate(cluster.hadoopJar(), INPUT.toString(), OUTPUT.toString(), order);

    assertThat(outcome.exitCode()).as(outcome.err()).isZero();
    assertThat(cluster.jobs()).isEqualTo(jobsBefore + 2);
    HadoopJar localJar = HadoopJar.local(folder.resolve("client"));
    assertThat(aggregate(localJar, file.toString(), local.toString(), order).exitCode()).isZero();
    Map<String, String> parts = OutputFacts.parts(files, OUTPUT);
    assertThat(parts).hasSize(2).isEqualTo(localParts(local));
    List<Long> numbers =
        parts.values().stream()
            .flatMap(String::lines)
            .map(line -> Long.valueOf(line.split("\t")[1]))
            .toList();
    assertThat(numbers).hasSize(40).isSortedAccordingTo(Comparator.reverseOrder());
    OutputFacts.assertAlone(files, OUTPUT);
  }

  @Test
  @Tag("matrix") // For its time: four jobs.
  void readsOnlyNewFilesWhereStatesAreKept() throws Exception {
    List<Reading> readings = Reading.random(5000);
    java.nio.file.Path days = Files.createDirectories(folder.resolve("days"));
    Path remote = new Path(ROOT, "days");
    copy(Reading.write(readings.subList(0, 2000), days.resolve("a")), new Path(remote, "a"));
    copy(Reading.write(readings.subList(2000, 4000), days.resolve("b")), new Path(remote, "b"));
    String[] options = {"--state", new Path(ROOT, "state").toString(), "--if-exists", "replace"};
    Outcome first = aggregate(cluster.hadoopJar(), remote.toString(), OUTPUT.toString(), options);
    assertThat(first.exitCode()).as(first.err()).isZero();
    copy(Reading.write(readings.subList(4000, 5000), days.resolve("c")), new Path(remote, "c"));
    Files.delete(days.resolve("b"));
    copy(Reading.write(readings.subList(1, 100), days.resolve("b")), new Path(remote, "b"));
    int jobsBefore = cluster.jobs();

    Outcome outcome = aggregate(cluster.hadoopJar(), remote.toString(), OUTPUT.toString(), options);

    assertThat(outcome.exitCode()).as(outcome.err()).isZero();
    assertThat(outcome.err())
        .contains("1 files are known, 2 are to be read, 0 are not there any more");
    assertThat(cluster.jobs()).isEqualTo(jobsBefore + 2);
    HadoopJar localJar = HadoopJar.local(folder.resolve("client"));
    java.nio.file.Path local = folder.resolve("out");
    assertThat(aggregate(localJar, days.toString(), local.toString()).exitCode()).isZero();
    assertThat(OutputFacts.parts(files, OUTPUT)).hasSize(2).isEqualTo(localParts(local));
    OutputFacts.assertAlone(files, OUTPUT);
  }

  private void copy(java.nio.file.Path file, Path target) throws IOException {
    files.copyFromLocalFile(false, true, new Path(file.toUri()), target);
  }

  private Map<String, String> localParts(java.nio.file.Path output) throws IOException {
    FileSystem localFiles = FileSystem.getLocal(files.getConf());
    return OutputFacts.parts(localFiles, new Path(output.toUri()));
  }

  private static Outcome aggregate(
      HadoopJar hadoopJar, String input, String output, String... options) throws Exception {
    List<String> arguments = new ArrayList<>(List.of("aggregate", "--reducers", "2"));
    arguments.addAll(List.of("-D", "holdfast.input.split-bytes=20000"));
    arguments.addAll(List.of("--where", "temperature > -5 AND count IS NOT NULL"));
    arguments.addAll(List.of("--group-by", "city"));
    arguments.addAll(List.of("--agg", "count(*) AS n, sum(count) AS s, min(count) AS least"));
    arguments.addAll(List.of("--agg", "max(count) AS most, count(distinct count) AS different"));
    arguments.addAll(List.of("--agg", "median(temperature), quantile(count, 0.9)"));
    arguments.addAll(List.of("--agg", "sum(temperature), avg(temperature), avg(count)"));
    arguments.addAll(List.of(options));
    arguments.addAll(List.of(input, output));
    return hadoopJar.run(arguments.toArray(new String[0]));
  }

  /**
   * Returns by city the columns that plain integers can check: rows, sum, least, most, different.
   */
  private static Map<String, List<Long>> expected(List<Reading> readings) {
    List<Reading> passed =
        readings.stream()
            .filter(reading -> reading.temperature() != null && reading.temperature() > -5)
            .filter(reading -> reading.count() != null)
            .toList();
    Map<String, LongSummaryStatistics> totals =
        passed.stream()
            .collect(
                Collectors.groupingBy(Reading::city, Collectors.summarizingLong(Reading::count)));
    Map<String, List<Long>> different =
        passed.stream()
            .collect(
                Collectors.groupingBy(
                    Reading::city, Collectors.mapping(Reading::count, Collectors.toList())));
    Map<String, List<Long>> columns = new TreeMap<>();
    totals.forEach(
        (city, total) ->
            columns.put(
                city,
                List.of(
                    total.getCount(),
                    total.getSum(),
                    total.getMin(),
                    total.getMax(),
                    different.get(city).stream().distinct().count())));
    return columns;
  }

  private static Map<String, List<Long>> integers(Map<String, String> parts) {
    Map<String, List<Long>> columns = new TreeMap<>();
    for (String part : parts.values()) {
      for (String line : part.split("\n")) {
        List<String> cells = List.of(line.split("\t"));
        columns.put(cells.get(0), cells.subList(1, 6).stream().map(Long::valueOf).toList());
      }
    }
    return columns;
  }
}
