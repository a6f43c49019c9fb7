package io.holdfast.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;

/** The first screen shows what its first command really prints. */
class ReadmeTest {
  @TempDir Path folder;
  @RegisterExtension final Console console = new Console();

  @Test
  void theFirstCommandPrintsWhatTheReadmeShows() throws IOException {
    String readme = Files.readString(Path.of("README.md"));
    String command = "$ bin/holdfast wordcount --print 3 README.md out\n";
    assertThat(Main.run("wordcount", "--print", "3", "README.md", folder.resolve("out").toString()))
        .isZero();
    String rows = console.err().replaceAll("(?m)^map .*\\n", "").replaceAll(", [0-9.]+ s\\n$", "");
    assertThat(readme).contains(command + "holdfast: building, this once\n" + rows);
  }
}
