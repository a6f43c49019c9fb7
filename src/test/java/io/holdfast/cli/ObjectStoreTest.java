package io.holdfast.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.holdfast.output.FakeObjectStore;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Object stores are read from and verified on, never written to. */
class ObjectStoreTest {
  private static final String STORE = "-Dfs.fake.impl=" + FakeObjectStore.class.getName();
  private static final String MESSAGE =
      "[%s] expected a file system whose rename of a directory is one atomic step, got %s; try an"
          + " OUTPUT on HDFS and hadoop distcp afterwards\n";

  @RegisterExtension final Console console = new Console();
  @TempDir Path folder;
  private Path text;

  @BeforeEach
  void write() throws IOException {
    text = Files.writeString(folder.resolve("a.txt"), "b a b\n");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "s3a",
        "s3",
        "s3n",
        "gs",
        "wasb",
        "wasbs",
        "abfs",
        "abfss",
        "adl",
        "oss",
        "cosn",
        "obs",
        "swift",
        "http",
        "https",
        "ftp",
        "sftp",
        "ofs",
        "o3fs",
        "webhdfs",
        "swebhdfs",
        "har",
        "S3A"
      })
  void anOutputThereIsRefusedBeforeAnythingIsAsked(String scheme) {
    String output = scheme + "://b/out";
    assertThat(console.run("wordcount", text, output)).isEqualTo(2);
    assertThat(console.err()).isEqualTo(MESSAGE.formatted(output, scheme));
    assertThat(console.run("explain", "wordcount", text, output)).isEqualTo(2);
    assertThat(console.err()).isEqualTo(MESSAGE.formatted(output, scheme));
  }

  @Test
  void aFileSystemThatNobodyKnowsIsRefusedAndLeftAsItIs() throws IOException {
    String output = "fake:" + folder.resolve("out");
    assertThat(console.run("wordcount", STORE, text, output)).isEqualTo(2);
    assertThat(console.err()).isEqualTo(MESSAGE.formatted(output, "fake"));
    assertThat(console.run("wordcount", STORE, "-fs", "fake:///", "fake://" + text, "out"))
        .isEqualTo(2);
    assertThat(console.err()).isEqualTo(MESSAGE.formatted("out", "fake"));
    try (Stream<Path> left = Files.list(folder)) {
      assertThat(left).containsExactly(text);
    }
  }

  @Test
  void whatAMountLeadsToCounts() {
    String mount = "-Dfs.viewfs.mounttable.m.link./x=" + folder.toUri();
    assertThat(console.run("wordcount", mount, text, "viewfs://m/x/new/out")).isEqualTo(2);
    assertThat(console.err())
        .isEqualTo(MESSAGE.formatted("viewfs://m/x/new/out", "file behind viewfs"));
    assertThat(console.run("wordcount", mount, text, "viewfs://m/out")).isEqualTo(2);
    assertThat(console.err())
        .isEqualTo(MESSAGE.formatted("viewfs://m/out", "viewfs behind viewfs"));
  }

  @Test
  void inputsAreReadFromThereAndCopiesOfOutputsVerified() {
    Path output = folder.resolve("out");
    assertThat(console.run("wordcount", STORE, "fake://" + text, output)).isZero();
    assertThat(output.resolve("part-r-00000")).hasContent("a\t1\nb\t2\n");
    assertThat(console.run("verify", STORE, "fake://" + output)).isZero();
  }
}
