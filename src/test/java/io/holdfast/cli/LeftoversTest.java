package io.holdfast.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.InetAddress;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;

/** What runs of one stage have left whose drivers were killed. */
class LeftoversTest {
  @TempDir Path folder;
  @RegisterExtension final Console command = new Console();
  private Path text;
  private Path output;

  @BeforeEach
  void write() throws IOException {
    text = Files.writeString(folder.resolve("text.txt"), "b a b\nc a b\n");
    output = folder.resolve("out");
  }

  private Path beside(String name) throws IOException {
    return Files.createDirectories(folder.resolve(".out.holdfast-" + name));
  }

  private Stream<String> names() throws IOException {
    try (Stream<Path> found = Files.list(folder)) {
      return found.map(path -> path.getFileName().toString()).toList().stream();
    }
  }

  @Test
  void aRunThatIsResumedDeletesIt() throws Exception {
    Files.createDirectory(beside("dead").resolve("attempts"));
    Process driver = new ProcessBuilder("true").start();
    driver.waitFor();
    Files.writeString(
        beside("stages-dead").resolve("_owner.json"),
        String.format(
            "{\"user\":\"u\",\"host\":\"%s\",\"pid\":%d,\"started\":\"%s 1\"}",
            InetAddress.getLocalHost().getHostName(),
            driver.pid(),
            Files.readString(Path.of("/proc/sys/kernel/random/boot_id")).strip()));
    assertThat(command.run("checkpoints", "list", folder)).isZero();
    assertThat(command.out().lines()).hasSize(2);
    assertThat(command.out()).contains("\tdead\tempty\t");
    assertThat(command.run("wordcount", "--if-exists", "resume", text, output)).isZero();
    assertThat(names()).containsExactlyInAnyOrder("text.txt", "out");
  }

  /** Nobody can tell whose staging is that alone lies there: it goes by its age. */
  @Test
  void itIsCollected() throws IOException {
    Files.createDirectory(beside("x-1").resolve("tasks"));
    Files.createDirectory(beside("trash-x-2").resolve("attempts"));
    assertThat(command.run("wordcount", "--if-exists", "resume", text, output)).isZero();
    assertThat(command.err()).contains("or died and left .out.holdfast-*x-1 beside it");
    assertThat(command.run("checkpoints", "gc", folder)).isZero();
    assertThat(command.out()).isEmpty();
    assertThat(command.run("checkpoints", "gc", "--older-than", "0s", folder)).isZero();
    assertThat(command.out()).contains(folder + "/.out.holdfast-x-1\n");
    assertThat(names()).containsExactlyInAnyOrder("text.txt", "out");
    assertThat(command.run("verify", output)).isZero();
  }

  /** A task that writes changes nothing above its own directory. */
  @Test
  void whatATaskStillWritesIsNotOld() throws IOException {
    Path attempt = Files.createDirectories(beside("x-3").resolve("attempts/a1"));
    Path part = Files.createFile(attempt.resolve("part-r-00000"));
    FileTime before = FileTime.from(Instant.now().minus(Duration.ofDays(2)));
    for (Path old : List.of(attempt, attempt.getParent(), beside("x-3"))) {
      Files.setLastModifiedTime(old, before);
    }
    assertThat(command.run("checkpoints", "gc", folder)).isZero();
    assertThat(command.out()).isEmpty();
    Files.setLastModifiedTime(part, before);
    assertThat(command.run("checkpoints", "gc", folder)).isZero();
    assertThat(names()).containsExactly("text.txt");
  }

  @Test
  void aRunOfOneStageHasNoneToKeep() throws IOException {
    assertThat(command.run("wordcount", "--keep-checkpoints", text, output)).isZero();
    assertThat(names()).containsExactlyInAnyOrder("text.txt", "out");
  }

  @Test
  void whatIsOnlyCalledSoStays() throws IOException {
    Files.createFile(folder.resolve(".out.holdfast-stages-file"));
    Files.createFile(folder.resolve(".out.holdfast-file-2"));
    Files.createDirectory(beside("stages-other").resolve("mine"));
    Files.createDirectory(beside("other-2").resolve("mine"));
    long before = names().count();
    assertThat(command.run("checkpoints", "list", folder)).isZero();
    assertThat(command.out().lines().filter(line -> line.contains("\tunreadable\t"))).hasSize(4);
    assertThat(command.run("checkpoints", "gc", "--older-than", "0s", folder)).isZero();
    assertThat(command.out()).isEmpty();
    assertThat(names()).hasSize((int) before);
  }
}
