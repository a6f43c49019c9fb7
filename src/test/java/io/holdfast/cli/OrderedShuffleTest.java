package io.holdfast.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.holdfast.cluster.Reading;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The same where the values of groups go through the shuffle in order. */
class OrderedShuffleTest {
  private static final String HADOOP_COLLECTOR =
      "-Dmapreduce.job.map.output.collector.class=org.apache.hadoop.mapred.MapTask$MapOutputBuffer";
  private static final String HADOOP_PARTITIONER =
      "-Dmapreduce.job.partitioner.class=org.apache.hadoop.mapreduce.lib.partition.HashPartitioner";

  @TempDir Path folder;
  @RegisterExtension final Console command = new Console();
  private final List<Reading> readings = Reading.random(3000);
  private Path input;

  @BeforeEach
  void writeInput() throws IOException {
    input = Reading.write(readings, folder.resolve("readings.parquet"));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        HADOOP_COLLECTOR,
        "-Dholdfast.map.table-bytes=1000",
        "-Dholdfast.map.table-bytes=1000 -Dmapreduce.task.io.sort.factor=2",
        "-Dholdfast.map.table-bytes=1000 -Dmapreduce.map.combine.minspills=1000000",
        "-Dholdfast.map.table-bytes=1000 " + HADOOP_COLLECTOR
      })
  void theOutputIsTheSame(String settings) throws IOException {
    Map<String, String> expected = run("expected");
    assertThat(expected).hasSize(3);
    assertThat(run("out", settings.split(" "))).isEqualTo(expected);
  }

  @Test
  void theValuesAreThose() throws IOException {
    Map<String, String> distinct =
        readings.stream()
            .collect(
                Collectors.groupingBy(
                    Reading::city,
                    TreeMap::new,
                    Collectors.collectingAndThen(
                        Collectors.toList(),
                        rows ->
                            ""
                                + rows.stream()
                                    .map(Reading::count)
                                    .filter(c -> c != null)
                                    .distinct()
                                    .count())));
    Map<String, String> found = new TreeMap<>();
    run("out").values().stream()
        .flatMap(String::lines)
        .map(line -> line.split("\t"))
        .forEach(cells -> found.put(cells[0], cells[1]));
    assertThat(found).isEqualTo(distinct);
  }

  /** It parts groups from their values. */
  @Test
  void aPartitionerThatTakesWholeKeysIsNoticed() {
    assertThat(aggregate("out", HADOOP_PARTITIONER)).isEqualTo(70);
    assertThat(command.err()).containsPattern("\\[group .*\\] expected ");
    assertThat(folder.resolve("out")).doesNotExist();
  }

  private int aggregate(String output, String... settings) {
    List<Object> arguments = new ArrayList<>(List.of("aggregate"));
    Collections.addAll(arguments, (Object[]) settings);
    Collections.addAll(arguments, "--reducers", "3", "--group-by", "city", "--agg");
    arguments.add("count(distinct count), median(temperature), max(count), quantile(count, 0.9)");
    Collections.addAll(arguments, "-Dholdfast.input.split-bytes=10000");
    Collections.addAll(arguments, input, folder.resolve(output));
    return command.run(arguments.toArray());
  }

  /** Returns the bytes of all parts, by name. */
  private Map<String, String> run(String output, String... settings) throws IOException {
    assertThat(aggregate(output, settings)).as("%s", command.err()).isZero();
    Map<String, String> files = new TreeMap<>();
    try (Stream<Path> all = Files.list(folder.resolve(output))) {
      for (Path file :
          all.filter(part -> part.getFileName().toString().startsWith("part-")).toList()) {
        files.put(file.getFileName().toString(), Files.readString(file, StandardCharsets.UTF_8));
      }
    }
    return files;
  }
}
