package io.holdfast.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.holdfast.fixture.DamagedText;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Whatever carries the groups from map to reduce, the output is the same to the byte. */
class ShuffleTest {
  private static final String HADOOP_COLLECTOR =
      "-Dmapreduce.job.map.output.collector.class=org.apache.hadoop.mapred.MapTask$MapOutputBuffer";
  private static final String HADOOP_SHUFFLE =
      "-Dmapreduce.job.reduce.shuffle.consumer.plugin.class"
          + "=org.apache.hadoop.mapreduce.task.reduce.Shuffle";

  @TempDir Path folder;
  @RegisterExtension final Console command = new Console();
  private Path input;
  private Map<String, String> expected;

  @BeforeEach
  void runWithHadoopsOwn() throws IOException {
    input = folder.resolve("in.txt");
    Files.write(input, new DamagedText(200, new Random(11)).bytes());
    expected = run("hadoop", HADOOP_COLLECTOR, HADOOP_SHUFFLE);
    assertThat(expected).hasSizeGreaterThan(3);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        HADOOP_COLLECTOR,
        HADOOP_SHUFFLE,
        "-Dholdfast.map.table-bytes=1000",
        "-Dholdfast.map.table-bytes=1000 -Dmapreduce.task.io.sort.factor=2",
        "-Dholdfast.map.table-bytes=1000 -Dmapreduce.map.combine.minspills=1000000",
        "-Dholdfast.map.table-bytes=1000 -Dmapreduce.map.output.compress=true",
        "-Dholdfast.map.table-bytes=1000 -Dmapreduce.job.encrypted-intermediate-data=true",
        "-Dmapreduce.job.encrypted-intermediate-data=true -Dmapreduce.map.output.compress=true",
        "-Dmapreduce.job.encrypted-intermediate-data=true " + HADOOP_SHUFFLE,
        "-Dfs.permissions.umask-mode=077"
      })
  void theOutputIsTheSame(String settings) throws IOException {
    assertThat(run("out", settings.split(" "))).isEqualTo(expected);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "mapreduce.job.output.key.comparator.class",
        "mapreduce.job.output.group.comparator.class",
        "mapreduce.job.combiner.group.comparator.class"
      })
  void aForeignOrderOfKeysIsRefused(String key) {
    String foreign = "org.apache.hadoop.io.LongWritable$Comparator";
    assertThat(count("out", "-D" + key + "=" + foreign)).isEqualTo(2);
    assertThat(command.err())
        .contains("[" + key + "] expected the order of this program's keys, got " + foreign);
  }

  private int count(String output, String... settings) {
    List<Object> arguments = new ArrayList<>();
    arguments.add("wordcount");
    Stream.of(settings).filter(setting -> !setting.isEmpty()).forEach(arguments::add);
    Collections.addAll(arguments, "--max-bad", "1000", "--reducers", "3");
    Collections.addAll(arguments, "-Dholdfast.input.split-bytes=30000");
    Collections.addAll(arguments, input, folder.resolve(output));
    return command.run(arguments.toArray());
  }

  /** Returns the bytes of all files but the manifest, by name. */
  private Map<String, String> run(String output, String... settings) throws IOException {
    assertThat(count(output, settings)).as("%s", command.err()).isZero();
    Map<String, String> files = new TreeMap<>();
    try (Stream<Path> all = Files.walk(folder.resolve(output))) {
      for (Path file : all.filter(Files::isRegularFile).toList()) {
        if (file.getFileName().toString().contains("part-")) {
          files.put(
              folder.resolve(output).relativize(file).toString(),
              Files.readString(file, StandardCharsets.ISO_8859_1));
        }
      }
    }
    return files;
  }
}
