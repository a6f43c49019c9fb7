package io.holdfast.config;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.holdfast.error.ErrorKind;
import io.holdfast.error.HoldfastException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.apache.hadoop.conf.Configuration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Who wins: our default, a file, the command line, an option, a final parameter. */
class PolicyWriterTest {
  private static final String KEY = FaultPolicy.MAP_ATTEMPTS;

  @TempDir Path folder;

  @Test
  void hadoopsOwnDefaultGivesWayToOurs() throws IOException {
    Configuration conf = new Configuration(false);
    addFile(conf, "mapred-default.xml", FaultPolicy.TASK_TIMEOUT, "600000", false);
    addFile(conf, "mapred-default.xml", FaultPolicy.QUEUE, "default", false);
    assertThat(PolicyWriter.write(conf)).isEmpty();
    assertThat(Setting.read(conf, FaultPolicy.TASK_TIMEOUT, ""))
        .isEqualTo(new Setting(FaultPolicy.TASK_TIMEOUT, "60000", "Holdfast's default"));
    assertThat(Setting.read(conf, FaultPolicy.QUEUE, ""))
        .isEqualTo(new Setting(FaultPolicy.QUEUE, "default", "Hadoop's default"));
    assertThat(Setting.read(conf, FaultPolicy.NODE_LABEL, "").source()).isEqualTo("not set");
  }

  @Test
  void eachStepWinsOverTheOneBefore() throws IOException {
    Configuration conf = new Configuration(false);
    assertHolds(conf, "4", "Holdfast's default");
    Path site = addFile(conf, "mapred-site.xml", KEY, "5", false);
    assertHolds(conf, "5", "file:" + site);
    Path own = addFile(conf, "holdfast-site.xml", KEY, "6", false);
    assertHolds(conf, "6", "file:" + own);
    conf.set(KEY, "7", "from command line");
    assertHolds(conf, "7", "command line");
    conf.set(KEY, "8", "--max-attempts");
    assertHolds(conf, "8", "--max-attempts");
  }

  private static void assertHolds(Configuration conf, String value, String source) {
    Configuration written = new Configuration(conf);
    assertThat(PolicyWriter.write(written)).isEmpty();
    assertThat(written.get(KEY)).isEqualTo(value);
    assertThat(Setting.read(written, KEY, "").source()).isEqualTo(source);
  }

  @Test
  void aFinalParameterWinsOverOurDefault() throws IOException {
    Configuration conf = new Configuration(false);
    Path site = addFile(conf, "mapred-site.xml", KEY, "2", true);
    List<FinalParameter> overruled = PolicyWriter.write(conf);
    assertThat(conf.get(KEY)).isEqualTo("2");
    assertThat(overruled)
        .singleElement()
        .satisfies(
            found -> {
              assertThat(found.isAskedFor()).isFalse();
              assertThat(found.message())
                  .isEqualTo(
                      "[mapreduce.map.maxattempts] is final in "
                          + "file:"
                          + site
                          + ": 2 holds, not 4 (Holdfast's default)");
            });
  }

  @Test
  void aFinalParameterWinsOverAnOption() throws IOException {
    Configuration conf = new Configuration(false);
    Path site = addFile(conf, "mapred-site.xml", KEY, "2", true);
    addFile(conf, "holdfast-site.xml", KEY, "3", false);
    conf.set(KEY, "8", "--max-attempts");
    List<FinalParameter> overruled = PolicyWriter.write(conf);
    assertThat(Setting.read(conf, KEY, ""))
        .isEqualTo(new Setting(KEY, "2", "file:" + site + ", final"));
    assertThat(overruled)
        .singleElement()
        .satisfies(
            found -> {
              assertThat(found.isAskedFor()).isTrue();
              assertThat(found.message()).endsWith("2 holds, not 8 (--max-attempts)");
            });
  }

  @Test
  void aFinalParameterThatIsWhatWeWantIsNotWorthALine() throws IOException {
    Configuration conf = new Configuration(false);
    addFile(conf, "mapred-site.xml", KEY, "4", true);
    addFile(conf, "mapred-site.xml", FaultPolicy.QUEUE, "night", true);
    assertThat(PolicyWriter.write(conf)).isEmpty();
    assertThat(conf.get(FaultPolicy.QUEUE)).isEqualTo("night");
  }

  @Test
  void aValueThatIsNoneIsRefused() {
    for (List<String> wrong :
        List.of(
            List.of(KEY, "0"),
            List.of(KEY, "many"),
            List.of(FaultPolicy.TASK_TIMEOUT, "60s"),
            List.of(FaultPolicy.MAP_SPECULATION, "yes"),
            List.of("mapreduce.job.heap.memory-mb.ratio", "80"),
            List.of("mapreduce.map.failures.maxpercent", "5"))) {
      Configuration conf = new Configuration(false);
      conf.set(wrong.get(0), wrong.get(1), "from command line");
      assertThatThrownBy(() -> PolicyWriter.write(conf))
          .isInstanceOfSatisfying(
              HoldfastException.class, e -> assertThat(e.kind()).isEqualTo(ErrorKind.USER))
          .hasMessageStartingWith("[" + wrong.get(0) + "] expected ")
          .hasMessageContaining("got \"" + wrong.get(1) + "\" (from command line); try ");
    }
  }

  /** Adds a file of one setting; files of one name stand in directories of their own. */
  private Path addFile(Configuration conf, String name, String key, String value, boolean isFinal)
      throws IOException {
    Path file = Files.createTempDirectory(folder, "conf").resolve(name);
    Files.writeString(
        file,
        String.format(
            "<configuration><property><name>%s</name><value>%s</value><final>%s</final></property>"
                + "</configuration>",
            key, value, isFinal));
    conf.addResource(new org.apache.hadoop.fs.Path(file.toUri()));
    return file;
  }
}
