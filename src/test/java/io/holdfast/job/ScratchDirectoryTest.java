package io.holdfast.job;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.apache.hadoop.conf.Configuration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ScratchDirectoryTest {
  private static final String LOCAL_DIRECTORIES = "mapreduce.cluster.local.dir";

  @TempDir private Path folder;

  private Configuration conf() {
    Configuration conf = new Configuration(false);
    conf.set("hadoop.tmp.dir", folder.resolve("tmp").toString());
    return conf;
  }

  @Test
  void isBelowTheTemporaryDirectoryAndGoesAtTheEnd() throws IOException {
    Configuration job = new Configuration(false);
    try (ScratchDirectory scratch = new ScratchDirectory(conf(), "1")) {
      scratch.use(job);
      assertThat(Path.of(job.get("hadoop.tmp.dir"))).isEqualTo(folder.resolve("tmp/holdfast-1"));
      assertThat(job.get(LOCAL_DIRECTORIES)).isNull();
    }
    assertThat(folder.resolve("tmp")).isEmptyDirectory();
  }

  @Test
  void isOnEachDiskThatIsSetAndTakesOneAndLeavesWhatIsThere() throws IOException {
    Path first = Files.createDirectory(folder.resolve("first"));
    Path second = folder.resolve("second");
    Path others = Files.createFile(first.resolve("others"));
    Configuration conf = conf();
    conf.set(LOCAL_DIRECTORIES, first + ", " + second + "," + others);
    Configuration job = new Configuration(false);
    try (ScratchDirectory scratch = new ScratchDirectory(conf, "1")) {
      scratch.use(job);
      Path spills = Path.of(job.getStrings(LOCAL_DIRECTORIES)[1]);
      assertThat(job.getStrings(LOCAL_DIRECTORIES))
          .containsExactly(first + "/holdfast-1", second + "/holdfast-1");
      Files.createFile(spills.resolve("spill"));
    }
    assertThat(first).isDirectoryContaining(others::equals);
    assertThat(first.toFile().list()).hasSize(1);
    assertThat(second).isEmptyDirectory();
  }

  @Test
  void refusesDisksOfWhichNoneTakesOne() throws IOException {
    Path file = Files.createFile(folder.resolve("file"));
    Configuration conf = conf();
    conf.set(LOCAL_DIRECTORIES, file.toString());
    assertThatThrownBy(() -> new ScratchDirectory(conf, "1"))
        .isInstanceOf(IOException.class)
        .hasMessageContainingAll(file.toString(), LOCAL_DIRECTORIES);
    assertThat(folder.resolve("tmp")).isEmptyDirectory();
  }
}
