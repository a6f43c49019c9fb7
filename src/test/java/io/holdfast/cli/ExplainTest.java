package io.holdfast.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What {@code explain} prints, and what the options of fault tolerance set. */
class ExplainTest {
  private static final String CLUSTER = "-Dmapreduce.framework.name=yarn";
  private static final String ATTEMPTS = "mapreduce.map.maxattempts";

  @TempDir Path folder;
  private final PrintStream realOut = System.out;
  private final PrintStream realErr = System.err;
  private final ClassLoader realLoader = Thread.currentThread().getContextClassLoader();
  private final ByteArrayOutputStream out = new ByteArrayOutputStream();
  private final ByteArrayOutputStream err = new ByteArrayOutputStream();
  private Path text;
  private Path output;

  @BeforeEach
  void capture() throws IOException {
    System.setOut(new PrintStream(out, true, StandardCharsets.UTF_8));
    System.setErr(new PrintStream(err, true, StandardCharsets.UTF_8));
    text = Files.writeString(folder.resolve("text.txt"), "b a b\nc a b\n");
    output = folder.resolve("out");
  }

  @AfterEach
  void release() {
    System.setOut(realOut);
    System.setErr(realErr);
    Thread.currentThread().setContextClassLoader(realLoader);
  }

  @Test
  void aLocalRunIsPlannedAndNotRun() {
    assertThat(explain("--reducers", "3", "-Dholdfast.input.split-bytes=5")).isZero();
    assertThat(stdout())
        .startsWith(
            """
            runs     on this machine
            input    1 files, 12 bytes
                     file:%s
            splits   3
            stages   aggregate: reads 1 files, 12 bytes; 3 reducers by HashPartitioner
            output   %s

            """
                .formatted(text, output));
    assertThat(row("holdfast.input.split-bytes")).containsExactly("5", "command line");
    assertThat(row("mapreduce.task.io.sort.mb")).containsExactly("32", "Holdfast's default");
    assertThat(stdout().lines().filter(line -> line.startsWith("warning: ")))
        .singleElement()
        .asString()
        .contains("retries nothing and never speculates");
    assertThat(stdout()).doesNotContain(ATTEMPTS);
    assertThat(output).doesNotExist();
  }

  @Test
  void jsonHoldsWhatTheTextDoes() throws IOException {
    Path file = write("cluster.xml", true, ATTEMPTS, "3");
    assertThat(explain(CLUSTER, "-conf", file, "--json", "--reducers", "2")).isZero();
    assertThat(stdout().lines()).hasSize(1);
    JsonNode plan = new ObjectMapper().readTree(stdout());
    assertThat(plan.properties())
        .extracting(Map.Entry::getKey)
        .containsExactly(
            "local",
            "files",
            "bytes",
            "splits",
            "reducers",
            "stages",
            "output",
            "settings",
            "warnings");
    assertThat(plan.get("local").booleanValue()).isFalse();
    assertThat(plan.get("files")).hasSize(1);
    assertThat(plan.at("/files/0").textValue()).isEqualTo("file:" + text);
    assertThat(plan.get("bytes").longValue()).isEqualTo(12);
    assertThat(plan.get("splits").intValue()).isEqualTo(1);
    assertThat(plan.get("reducers").intValue()).isEqualTo(2);
    assertThat(plan.get("stages")).hasSize(1);
    assertThat(plan.at("/stages/0/name").textValue()).isEqualTo("aggregate");
    assertThat(plan.at("/stages/0/partitioner").textValue()).isEqualTo("HashPartitioner");
    assertThat(plan.at("/stages/0/reducers").intValue()).isEqualTo(2);
    assertThat(plan.get("output").textValue()).isEqualTo(output.toString());
    assertThat(plan.get("warnings")).hasSize(1);
    assertThat(plan.at("/warnings/0").textValue())
        .startsWith("[" + ATTEMPTS + "] is final in " + file);
    JsonNode settings = plan.get("settings");
    assertThat(settings)
        .contains(
            new ObjectMapper()
                .createObjectNode()
                .put("key", ATTEMPTS)
                .put("value", "3")
                .put("from", file + ", final"))
        .contains(
            new ObjectMapper()
                .createObjectNode()
                .put("key", "mapreduce.job.node-label-expression")
                .putNull("value")
                .put("from", "not set"));

    out.reset();
    assertThat(explain(CLUSTER, "-conf", file)).isZero();
    assertThat(settings.findValuesAsText("key"))
        .containsExactlyElementsOf(
            stdout()
                .lines()
                .dropWhile(line -> !line.startsWith("setting "))
                .skip(1)
                .takeWhile(line -> !line.isEmpty())
                .map(line -> line.substring(0, line.indexOf(' ')))
                .toList());
  }

  @Test
  void aggregateIsExplainedToo() {
    assertThat(run("explain", "aggregate", "--agg", "count(*)", text, output)).isEqualTo(3);
    assertThat(stderr()).contains("expected a Parquet file");
  }

  @Test
  void ourDefaultsAndHadoopsAreToldApart() {
    assertThat(explain(CLUSTER)).isZero();
    assertThat(stdout()).startsWith("runs     on the cluster\n").doesNotContain("warning");
    assertThat(row(ATTEMPTS)).containsExactly("4", "Holdfast's default");
    assertThat(row("mapreduce.task.timeout")).containsExactly("60000", "Holdfast's default");
    assertThat(row("mapreduce.map.memory.mb")).containsExactly("-1", "Hadoop's default");
    assertThat(row("mapreduce.job.tags")).containsExactly("holdfast", "Holdfast's default");
  }

  @Test
  void optionsWinOverTheCommandLineItOverFilesAndTheyOverOurSiteFile() throws IOException {
    String other = "mapreduce.reduce.maxattempts";
    String third = "mapreduce.am.max-attempts";
    String fourth = "mapreduce.job.maxtaskfailures.per.tracker";
    site(ATTEMPTS, "5", other, "5", third, "5", fourth, "5");
    Path file = write("mine.xml", false, ATTEMPTS, "6", other, "6", third, "1");
    assertThat(explain(CLUSTER, "-conf", file, "-D", ATTEMPTS + "=7", "-D", other + "=7")).isZero();
    assertThat(row(other)).containsExactly("7", "command line");
    assertThat(row(third)).containsExactly("1", file.toString());
    assertThat(row(fourth)).containsExactly("5", "holdfast-site.xml");

    out.reset();
    assertThat(explain(CLUSTER, "-D", ATTEMPTS + "=7", "--max-attempts", "8")).isZero();
    assertThat(row(ATTEMPTS)).containsExactly("8", "--max-attempts");
  }

  @Test
  void everyOptionSetsItsKey() {
    assertThat(
            explain(
                CLUSTER,
                "--max-attempts",
                "2",
                "--no-speculation",
                "--task-timeout",
                "90s",
                "--queue",
                "night",
                "--priority",
                "HIGH",
                "--node-label",
                "fast",
                "--tag",
                "a",
                "--tag",
                "b"))
        .isZero();
    assertThat(row("mapreduce.reduce.maxattempts")).containsExactly("2", "--max-attempts");
    assertThat(row("mapreduce.job.maxtaskfailures.per.tracker"))
        .containsExactly("1", "--max-attempts");
    assertThat(row("mapreduce.map.speculative")).containsExactly("false", "--no-speculation");
    assertThat(row("mapreduce.reduce.speculative")).containsExactly("false", "--no-speculation");
    assertThat(row("mapreduce.task.timeout")).containsExactly("90000", "--task-timeout");
    assertThat(row("mapreduce.job.queuename")).containsExactly("night", "--queue");
    assertThat(row("mapreduce.job.priority")).containsExactly("HIGH", "--priority");
    assertThat(row("mapreduce.job.node-label-expression")).containsExactly("fast", "--node-label");
    assertThat(row("mapreduce.job.tags")).containsExactly("holdfast,a,b", "--tag");
  }

  @Test
  void speculationAndDurationsInTheirOtherForms() {
    for (List<String> form :
        List.of(List.of("5000ms", "5000"), List.of("15s", "15000"), List.of("2m", "120000"))) {
      out.reset();
      assertThat(explain(CLUSTER, "--speculation", "--task-timeout", form.get(0))).isZero();
      assertThat(row("mapreduce.task.timeout")).containsExactly(form.get(1), "--task-timeout");
      assertThat(row("mapreduce.map.speculative")).containsExactly("true", "--speculation");
    }
  }

  @Test
  void whatIsFinalHoldsAndIsWarnedOf() throws IOException {
    Path file = write("cluster.xml", true, ATTEMPTS, "3", "mapreduce.job.queuename", "day");
    assertThat(explain(CLUSTER, "-conf", file, "--queue", "night")).isZero();
    assertThat(row("mapreduce.job.queuename")).containsExactly("day", file + ", final");
    assertThat(stdout().lines().filter(line -> line.startsWith("warning: ")))
        .containsExactly(
            "warning: ["
                + ATTEMPTS
                + "] is final in "
                + file
                + ": 3 holds, not 4"
                + " (Holdfast's default)",
            "warning: [mapreduce.job.queuename] is final in "
                + file
                + ": day holds, not night"
                + " (--queue)");
  }

  @Test
  void wrongUseIsAsInTheRealCommand() throws IOException {
    for (List<Object> words :
        List.<List<Object>>of(
            List.of("explain"),
            List.of("explain", "verify", output),
            List.of("explain", "wordcount", folder.resolve("missing"), output),
            List.of("explain", "wordcount", CLUSTER, "-D" + ATTEMPTS + "=x", text, output),
            List.of("wordcount", CLUSTER, "-Dmapreduce.task.timeout=60s", text, output),
            List.of("wordcount", "--max-attempts", "0", text, output),
            List.of("wordcount", "--task-timeout", "60", text, output),
            List.of("wordcount", "--task-timeout", "1s", text, output),
            List.of("wordcount", "--priority", "urgent", text, output),
            List.of("wordcount", "--queue=", text, output),
            List.of("wordcount", "--tag", "a,b", text, output))) {
      err.reset();
      assertThat(run(words.toArray())).as("%s", words).isEqualTo(2);
      assertThat(stderr().lines()).as("%s", words).hasSize(1);
    }
    Files.createDirectory(output);
    assertThat(explain()).isEqualTo(4);
    assertThat(stdout()).isEmpty();
  }

  @Test
  void aBrokenFileOfSettingsIsTheUsersToMend() throws IOException {
    Path file = Files.writeString(folder.resolve("broken.xml"), "<configuration>");
    assertThat(explain("-conf", file)).isEqualTo(2);
    assertThat(stderr()).contains("broken.xml");
  }

  private void site(String... pairs) throws IOException {
    write("holdfast-site.xml", false, pairs);
    Thread.currentThread()
        .setContextClassLoader(new URLClassLoader(new URL[] {folder.toUri().toURL()}, realLoader));
  }

  private Path write(String name, boolean isFinal, String... pairs) throws IOException {
    StringBuilder xml = new StringBuilder("<configuration>");
    for (int i = 0; i < pairs.length; i += 2) {
      xml.append("<property><name>").append(pairs[i]).append("</name><value>");
      xml.append(pairs[i + 1]).append("</value><final>").append(isFinal);
      xml.append("</final></property>");
    }
    return Files.writeString(folder.resolve(name), xml.append("</configuration>"));
  }

  private int explain(Object... options) {
    List<Object> words = new ArrayList<>(List.of("explain", "wordcount"));
    words.addAll(List.of(options));
    words.addAll(List.of(text, output));
    return run(words.toArray());
  }

  private static int run(Object... arguments) {
    List<String> words = new ArrayList<>();
    for (Object argument : arguments) {
      words.add(argument.toString());
    }
    return Main.run(words.toArray(new String[0]));
  }

  /** Returns value and source of a setting. */
  private List<String> row(String key) {
    return stdout()
        .lines()
        .filter(line -> line.startsWith(key + " "))
        .map(line -> List.of(line.substring(key.length()).strip().split(" {2,}", 2)))
        .findFirst()
        .orElse(List.of());
  }

  private String stdout() {
    return out.toString(StandardCharsets.UTF_8);
  }

  private String stderr() {
    return err.toString(StandardCharsets.UTF_8);
  }
}
