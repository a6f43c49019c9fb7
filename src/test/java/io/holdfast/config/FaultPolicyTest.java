package io.holdfast.config;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.hdfs.HdfsConfiguration;
import org.apache.hadoop.mapred.JobConf;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The policy, its page and the examples say the same. */
class FaultPolicyTest {
  private static final Path REFERENCE = Path.of("src", "site", "markdown", "reference.md");
  private static final Path EXAMPLES = Path.of("conf", "examples");
  private static final String HEADING = "## Fault tolerance";

  @TempDir Path folder;

  @Test
  void referencePageHoldsEverySetting() throws IOException {
    List<String> rows =
        Files.readAllLines(REFERENCE).stream()
            .dropWhile(line -> !line.equals(HEADING))
            .skip(1)
            .takeWhile(line -> !line.startsWith("## "))
            .filter(line -> line.startsWith("| `"))
            .toList();
    assertThat(rows)
        .containsExactlyElementsOf(FaultPolicy.all().stream().map(FaultPolicyTest::row).toList());
  }

  private static String row(FaultSetting setting) {
    String value =
        setting.defaultValue().isEmpty() ? "the cluster's" : "`" + setting.defaultValue() + "`";
    String flag = setting.flag().isEmpty() ? "" : "`" + setting.flag() + "`: ";
    return String.format(
        "| `%s` | %s | %s | %s%s |",
        setting.key(), value, setting.unit().text(), flag, setting.meaning());
  }

  @Test
  void everyKeyIsOnceThereAndItsDefaultIsAValue() {
    assertThat(FaultPolicy.all()).extracting(FaultSetting::key).doesNotHaveDuplicates();
    Configuration conf = new Configuration(false);
    PolicyWriter.write(conf);
    for (FaultSetting setting : FaultPolicy.all()) {
      setting.check(conf); // Refuses a default that is none.
      String value = setting.defaultValue();
      assertThat(conf.get(setting.key())).isEqualTo(value.isEmpty() ? null : value);
    }
    assertThat(PolicyWarnings.find(conf)).isEmpty();
  }

  @Test
  void aSiteMayWriteDownWhatHadoopDoesAnyway() {
    Configuration hadoop = new JobConf(new HdfsConfiguration());
    List<FaultSetting> known =
        FaultPolicy.all().stream().filter(setting -> hadoop.get(setting.key()) != null).toList();
    assertThat(known).hasSizeGreaterThan(20);
    for (FaultSetting setting : known) {
      Configuration site = new Configuration(false);
      site.set(setting.key(), hadoop.get(setting.key()));
      setting.check(site);
    }
  }

  @Test
  void examplesAreAccepted() throws IOException {
    try (Stream<Path> files = Files.list(EXAMPLES)) {
      List<Path> examples = files.sorted().toList();
      assertThat(examples)
          .extracting(file -> file.getFileName().toString())
          .containsExactly("large-cluster.xml", "local.xml", "small-cluster.xml");
      for (Path example : examples) {
        Configuration conf = new Configuration(false);
        conf.addResource(new org.apache.hadoop.fs.Path(example.toUri()));
        assertThat(conf.size()).as("%s", example).isPositive();
        PolicyWriter.write(conf);
        assertThat(PolicyWarnings.find(conf)).as("%s", example).isEmpty();
      }
    }
  }

  @Test
  void whatAFileOfTheClusterOverridesIsTold() throws IOException {
    for (String name : List.of("mapred-site.xml", "holdfast-site.xml", "mine.xml")) {
      Path file = Files.createDirectory(folder.resolve("in-" + name)).resolve(name);
      Files.writeString(
          file,
          "<configuration><property><name>mapreduce.map.maxattempts</name><value>3</value></property>"
              + "<property><name>mapreduce.reduce.maxattempts</name><value>4</value></property>"
              + "<property><name>mapreduce.job.queuename</name><value>q</value></property>"
              + "</configuration>");
      Configuration conf = new Configuration(false);
      conf.addResource(new org.apache.hadoop.fs.Path(file.toUri()));
      PolicyWriter.write(conf);
      assertThat(PolicyWarnings.find(conf))
          .isEqualTo(
              name.equals("mapred-site.xml")
                  ? List.of(
                      "[mapreduce.map.maxattempts] is 3 by file:"
                          + file
                          + ", not 4 (Holdfast's default)")
                  : List.of());
    }
  }

  @Test
  void whatIsNoticedAfterTheTaskTimeoutIsTold() {
    Configuration conf = new Configuration(false);
    conf.set(FaultPolicy.TASK_TIMEOUT, "20000");
    conf.set(FaultPolicy.CALL_TIMEOUT, "0");
    PolicyWriter.write(conf);
    String killed =
        ", and an attempt that waits for it is killed after 20000 ms; try a smaller value";
    assertThat(PolicyWarnings.find(conf))
        .containsExactly(
            "[dfs.client.socket-timeout] is 20000: a machine that is gone is noticed after 20000 ms"
                + killed,
            "[ipc.client.connect.max.retries.on.timeouts] is 2: a machine that is gone is noticed"
                + " after 30000 ms"
                + killed,
            "[ipc.client.rpc-timeout.ms] is 0: a machine that is gone is noticed late or never"
                + killed);
    conf.set(FaultPolicy.TASK_TIMEOUT, "0");
    assertThat(PolicyWarnings.find(conf)).isEmpty();
  }

  @Test
  void whatCannotWorkTogetherIsTold() {
    Configuration conf = new Configuration(false);
    Map.of(
            FaultPolicy.NODE_FAILURES, "4",
            FaultPolicy.MASTER_ATTEMPTS, "3",
            FaultPolicy.ENCRYPTION, "true")
        .forEach(conf::set);
    PolicyWriter.write(conf);
    assertThat(PolicyWarnings.find(conf))
        .containsExactly(
            "[mapreduce.job.maxtaskfailures.per.tracker] is 4: all 4 attempts of a task may fail on"
                + " one node; try a smaller value",
            "[mapreduce.am.max-attempts] is 3, but the cluster allows 2",
            "[mapreduce.job.encrypted-intermediate-data] is true: Hadoop gives the application"
                + " master one attempt, not 3");
  }
}
