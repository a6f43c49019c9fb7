package io.holdfast.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.apache.parquet.example.data.Group;
import org.apache.parquet.example.data.simple.SimpleGroup;
import org.apache.parquet.hadoop.ParquetWriter;
import org.apache.parquet.hadoop.example.ExampleParquetWriter;
import org.apache.parquet.io.LocalOutputFile;
import org.apache.parquet.schema.MessageType;
import org.apache.parquet.schema.MessageTypeParser;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** {@code --nan} and the counters of nulls and NaNs, through the commands and the job runner. */
class NanTest {
  private static final MessageType COLUMNS =
      MessageTypeParser.parseMessageType(
          "message test { required int64 k; optional double x; optional float y; }");
  private static final int ROWS = 10_000;
  private static final int GROUP_ROWS = 3_000;
  private static final int FIRST_NAN = 4_001;

  @TempDir Path folder;
  @RegisterExtension final Console command = new Console();
  private Path input;
  private Path output;
  private double[] sums;
  private long nulls;
  private long nans;

  /** Makes key 0 of numbers and NaNs, 1 of numbers and nulls, 2 of NaNs. */
  private void write(boolean dictionary) throws IOException {
    input = folder.resolve("in.parquet");
    output = folder.resolve("out");
    sums = new double[2];
    try (ParquetWriter<Group> writer =
        ExampleParquetWriter.builder(new LocalOutputFile(input))
            .withType(COLUMNS)
            .withDictionaryEncoding(dictionary)
            .withRowGroupRowCountLimit(GROUP_ROWS)
            .build()) {
      for (int row = 0; row < ROWS; row++) {
        writer.write(row(row));
      }
    }
  }

  private Group row(int row) {
    boolean nan = row == FIRST_NAN || row > FIRST_NAN && (row % 3 == 2 || row % 90 == 0);
    boolean isNull = !nan && row % 30 == 1;
    int key = nan && row % 3 != 0 ? 2 : row % 2;
    double x = nan ? Double.NaN : row % 64 / 4.0;
    Group group = new SimpleGroup(COLUMNS);
    group.add("k", (long) key);
    group.add("y", (float) x);
    if (!isNull) {
      group.add("x", x);
    }
    nulls += isNull ? 1 : 0;
    nans += nan ? 1 : 0;
    if (!nan && !isNull) {
      sums[key] += x;
    }
    return group;
  }

  @ParameterizedTest
  @ValueSource(booleans = {true, false})
  void nansAreSkippedAndCountedForAnySplitsAndReducers(boolean dictionary) throws IOException {
    write(dictionary);
    for (int splitBytes : new int[] {4_000, 10_000_000}) {
      for (int reducers : new int[] {1, 3}) {
        assertThat(
                aggregate(
                    "--nan=skip",
                    "--reducers=" + reducers,
                    "-Dholdfast.input.split-bytes=" + splitBytes))
            .as("%s", command.err())
            .isZero();
        assertThat(lines()).containsExactly("0\t" + sums[0], "1\t" + sums[1], "2\t\\N");
        assertCounted(nulls, nans);
      }
    }
  }

  @Test
  void nansPropagateUnlessSomebodySaysOtherwise() throws IOException {
    write(true);
    assertThat(aggregate()).isZero();
    assertThat(lines()).containsExactly("0\tnan", "1\t" + sums[1], "2\tnan");
    assertCounted(nulls, nans);
    assertThat(aggregate("-Dholdfast.map.nan=skip")).isZero();
    assertThat(lines()).contains("2\t\\N");
    assertThat(aggregate("-Dholdfast.map.nan=reject", "--nan=propagate")).isZero();
    assertThat(lines()).contains("2\tnan");
  }

  @ParameterizedTest
  @ValueSource(booleans = {true, false})
  void theFirstNanThatIsRejectedEndsTheRun(boolean dictionary) throws IOException {
    write(dictionary);
    assertThat(aggregate("--nan=reject")).isEqualTo(3);
    assertThat(command.err())
        .startsWith(
            "[file:"
                + input
                + " @ row group 1, row "
                + (FIRST_NAN - GROUP_ROWS)
                + "] expected a"
                + " number for sum(x), got NaN; try --nan skip, or a --where with x <> 'NaN'");
    assertThat(command.err().lines()).hasSize(1);
    assertThat(output).doesNotExist();
    assertThat(aggregate("--nan=reject", "--where=x <> 'NaN'")).isZero();
    assertThat(lines()).containsExactly("0\t" + sums[0], "1\t" + sums[1]);
    assertCounted(0, 0);
  }

  @Test
  void aFloatIsTakenAsADoubleIs() throws IOException {
    write(true);
    assertThat(run("--nan=skip", "--agg=count(*), count(y), max(y), count(x)")).isZero();
    assertThat(lines())
        .containsExactly(ROWS + "\t" + (ROWS - nans) + "\t15.75\t" + (ROWS - nans - nulls));
    assertCounted(nulls, 2 * nans);
    assertThat(run("--nan=reject", "--where=y <> 'NaN'", "--agg=sum(y)")).isZero();
  }

  @Test
  void wrongValuesAreRefusedBeforeAnythingIsSubmitted() throws IOException {
    write(true);
    assertThat(aggregate("--nan=ignore")).isEqualTo(2);
    assertThat(command.err()).contains("--nan").contains("ignore");
    assertThat(aggregate("-Dholdfast.map.nan=ignore")).isEqualTo(2);
    assertThat(command.err())
        .startsWith(
            "[holdfast.map.nan] expected reject, skip or propagate, got \"ignore\" (from command"
                + " line); try the default, propagate");
    assertThat(output).doesNotExist();
  }

  @Test
  void explainTellsThePolicyAndWhereItComesFrom() throws IOException {
    write(true);
    assertThat(explained()).containsExactly("propagate", "Holdfast's default");
    assertThat(explained("-Dholdfast.map.nan=reject")).containsExactly("reject", "command line");
    assertThat(explained("-Dholdfast.map.nan=reject", "--nan=skip"))
        .containsExactly("skip", "--nan");
    assertThat(
            command.run(
                "explain", "aggregate", "--agg=sum(x)", "-Dholdfast.map.nan=1", input, output))
        .isEqualTo(2);
  }

  @Test
  void wordsAreNoArguments() throws IOException {
    input = Files.writeString(folder.resolve("words.txt"), "nan null nan");
    output = folder.resolve("out");
    assertThat(command.run("wordcount", "--json", "--quiet", input, output)).isZero();
    assertThat(lines()).containsExactly("nan\t2", "null\t1");
    assertCounted(0, 0);
    assertThat(command.run("wordcount", "-Dholdfast.map.nan=never", input, output)).isEqualTo(2);
  }

  private List<String> explained(String... options) {
    List<Object> words = new ArrayList<>(List.of("explain", "aggregate", "--agg=sum(x)"));
    words.addAll(List.of(options));
    words.addAll(List.of(input, output));
    assertThat(command.run(words.toArray())).as("%s", command.err()).isZero();
    return command
        .out()
        .lines()
        .filter(line -> line.startsWith("holdfast.map.nan "))
        .flatMap(line -> Arrays.stream(line.split(" {2,}")).skip(1))
        .toList();
  }

  private void assertCounted(long nulls, long nans) throws IOException {
    ObjectMapper mapper = new ObjectMapper();
    JsonNode manifest = mapper.readTree(output.resolve("_SUCCESS").toFile());
    for (JsonNode json : List.of(manifest, mapper.readTree(command.out()))) {
      assertThat(json.path("counters").path("VALUES_NULL").asLong(-1)).isEqualTo(nulls);
      assertThat(json.path("counters").path("VALUES_NAN").asLong(-1)).isEqualTo(nans);
    }
  }

  private List<String> lines() throws IOException {
    List<String> lines = new ArrayList<>();
    for (int i = 0; Files.exists(output.resolve("part-r-0000" + i)); i++) {
      lines.addAll(Files.readAllLines(output.resolve("part-r-0000" + i)));
    }
    return lines.stream().sorted().toList();
  }

  private int aggregate(String... options) {
    List<String> words = new ArrayList<>(List.of("--group-by=k", "--agg=sum(x)"));
    words.addAll(List.of(options));
    return run(words.toArray(String[]::new));
  }

  private int run(String... options) {
    List<Object> words =
        new ArrayList<>(List.of("aggregate", "--json", "--quiet", "--if-exists=replace"));
    words.addAll(List.of(options));
    words.addAll(List.of(input, output));
    return command.run(words.toArray());
  }
}
