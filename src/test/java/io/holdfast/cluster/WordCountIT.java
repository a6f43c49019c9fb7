package io.holdfast.cluster;

import static org.assertj.core.api.Assertions.assertThat;

import io.holdfast.cluster.HadoopJar.Outcome;
import io.holdfast.output.Manifest;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import org.apache.hadoop.fs.FileSystem;
import org.apache.hadoop.fs.Path;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;

/** Word count on a cluster. */
@ExtendWith(ClusterExtension.class)
class WordCountIT {
  private static final Path ROOT = new Path("/wordcount");
  private static final Path INPUT = new Path(ROOT, "in");
  private static final Path OUTPUT = new Path(ROOT, "results/out");
  private static final List<String> WORDS =
      List.of(
          "a",
          "the",
          "na\u00efve",
          "\u017elu\u0165ou\u010dk\u00fd",
          "\u65e5\u672c\u8a9e",
          "\ud83d\ude00",
          "\u0000",
          "\\N",
          "x".repeat(300));
  private static final List<String> SPACES = List.of(" ", "\n", "\t", "\u3000", "\u00a0\r\n");

  @TempDir java.nio.file.Path folder;
  private final TestCluster cluster;
  private final FileSystem files;

  WordCountIT(TestCluster cluster) throws IOException {
    this.cluster = cluster;
    this.files = cluster.files();
  }

  @AfterEach
  void tearDown() throws IOException {
    files.delete(ROOT, true);
  }

  @Test
  void givesTheSamePartsAsALocalRun() throws Exception {
    Map<String, Long> expected = writeTexts();
    java.nio.file.Path local = folder.resolve("out");
    int jobsBefore = cluster.jobs();

    assertThat(
            HadoopJar.local(folder.resolve("client"))
                .run("wordcount", "--reducers", "3", folder.resolve("in") + "", local + ""))
        .extracting(Outcome::exitCode, Outcome::out)
        .containsExactly(0, local + "\n");
    Outcome outcome =
        cluster
            .hadoopJar()
            .run(
                "-D",
                "holdfast.input.split-bytes=70001",
                "wordcount",
                "--reducers",
                "3",
                INPUT.toString(),
                OUTPUT.toString());

    assertThat(outcome.exitCode()).as(outcome.err()).isZero();
    assertThat(outcome.out()).isEqualTo(OUTPUT + "\n");
    assertThat(cluster.jobs()).isEqualTo(jobsBefore + 1);
    Map<String, String> parts = OutputFacts.parts(files, OUTPUT);
    assertThat(parts)
        .hasSize(3)
        .isEqualTo(
            OutputFacts.parts(FileSystem.getLocal(files.getConf()), new Path(local.toUri())));
    assertThat(counts(parts)).isEqualTo(expected);
    assertThat(OutputFacts.assertAlone(files, OUTPUT).rows()).isEqualTo(expected.size());
    Outcome verified = cluster.hadoopJar().run("verify", OUTPUT.toString());
    assertThat(verified.exitCode()).as(verified.err()).isZero();
    assertThat(verified.err()).startsWith("same: " + expected.size() + " rows, ");
  }

  @Test
  @Tag("matrix") // Replacing is tried without a cluster too.
  void replacesAnOutput() throws Exception {
    write("old", "old words");
    write("new", "new words new");
    HadoopJar hadoopJar = cluster.hadoopJar();
    // The old output is made without YARN, which is quicker: HDFS is what matters.
    Outcome old =
        hadoopJar.run(
            "wordcount", "-D", "mapreduce.framework.name=local", INPUT + "/old", OUTPUT.toString());
    assertThat(old.exitCode()).as(old.err()).isZero();
    Manifest before = OutputFacts.assertAlone(files, OUTPUT);

    Outcome outcome =
        hadoopJar.run("wordcount", "--if-exists", "replace", INPUT + "/new", OUTPUT.toString());

    assertThat(outcome.exitCode()).as(outcome.err()).isZero();
    Manifest after = OutputFacts.assertAlone(files, OUTPUT);
    assertThat(after.run().runId()).isNotEqualTo(before.run().runId());
    assertThat(OutputFacts.parts(files, OUTPUT))
        .containsExactly(Map.entry("part-r-00000", "new\t2\nwords\t1\n"));
  }

  /** Writes random words to three files, here and on HDFS, and returns how often each occurs. */
  private Map<String, Long> writeTexts() throws IOException {
    Random random = new Random(1);
    Map<String, Long> counts = new TreeMap<>();
    for (int file = 0; file < 3; file++) {
      StringBuilder text = new StringBuilder();
      for (int i = 0; i < 2000; i++) {
        String word = WORDS.get(random.nextInt(WORDS.size())) + random.nextInt(50);
        text.append(word).append(SPACES.get(random.nextInt(SPACES.size())));
        counts.merge(word, 1L, Long::sum);
      }
      write("text" + file, text.toString());
      java.nio.file.Path copy = folder.resolve("in/text" + file);
      Files.createDirectories(copy.getParent());
      Files.writeString(copy, text);
    }
    return counts;
  }

  private void write(String name, String text) throws IOException {
    try (java.io.OutputStream out = files.create(new Path(INPUT, name))) {
      out.write(text.getBytes(StandardCharsets.UTF_8));
    }
  }

  private static Map<String, Long> counts(Map<String, String> parts) {
    Map<String, Long> counts = new TreeMap<>();
    for (String part : parts.values()) {
      new String(part.getBytes(StandardCharsets.ISO_8859_1), StandardCharsets.UTF_8)
          .lines()
          .map(line -> line.split("\t"))
          .forEach(cells -> counts.put(cells[0], Long.valueOf(cells[1])));
    }
    return counts;
  }
}
