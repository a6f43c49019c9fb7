package io.holdfast.checkpoint;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.IntStream;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.fs.FileSystem;
import org.apache.hadoop.fs.FileUtil;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Who has the stages of a run. */
class RunStagesTest {
  private static final int ROUNDS = 200;

  @TempDir Path folder;
  private FileSystem files;

  @BeforeEach
  void open() throws IOException {
    files = FileSystem.getLocal(new Configuration());
  }

  private RunStages of(String runId) throws IOException {
    return new RunStages(files, new org.apache.hadoop.fs.Path(folder.toUri() + "out"), runId);
  }

  @Test
  void oneOfTwoDriversTakesOver() throws Exception {
    ExecutorService pool = Executors.newFixedThreadPool(2);
    for (int round = 0; round < ROUNDS; round++) {
      of("dead").begin();
      CyclicBarrier start = new CyclicBarrier(2);
      List<Callable<Boolean>> drivers =
          IntStream.range(0, 2)
              .mapToObj(
                  driver ->
                      (Callable<Boolean>)
                          () -> {
                            start.await();
                            return of("run" + driver).takeOver(of("dead"));
                          })
              .toList();
      int winners = 0;
      for (Future<Boolean> won : pool.invokeAll(drivers)) {
        winners += won.get() ? 1 : 0;
      }
      assertThat(winners).isEqualTo(1);
      assertThat(of("dead").exists()).isFalse();
      assertThat(of("run0").exists()).isNotEqualTo(of("run1").exists());
      of("run0").discard();
      of("run1").discard();
    }
    pool.shutdown();
  }

  @Test
  void whoTakesOverIsTheOwnerAndKeepsWhatItNames() throws IOException {
    RunStages dead = of("dead");
    dead.begin();
    Files.createDirectories(Path.of(dead.stage("aggregate").toUri().getPath()));
    Files.createDirectories(Path.of(dead.stage(".order.holdfast-dead").toUri().getPath()));
    RunStages mine = of("mine");
    assertThat(dead.areOwn()).isTrue();
    assertThat(mine.takeOver(dead)).isTrue();
    assertThat(dead.areOwn()).isFalse();
    mine.keep(Set.of("aggregate"));
    assertThat(mine.owner().orElseThrow().pid()).isEqualTo(ProcessHandle.current().pid());
    assertThat(mine.isOwnerAlive()).as("another process than this").isFalse();
    assertThat(files.exists(mine.stage("aggregate"))).isTrue();
    assertThat(files.exists(mine.stage(".order.holdfast-dead"))).isFalse();
    assertThat(RunStages.beside(files, mine.output())).hasSize(1);
    mine.discard();
    assertThat(RunStages.beside(files, mine.output())).isEmpty();
  }

  @Test
  void anEmptyDirectoryIsDebrisWhenNobodyCanBeAboutToNoteThatItIsTheirs() throws IOException {
    RunStages begun = of("begun");
    files.mkdirs(begun.directory());
    assertThat(begun.isDebris()).isFalse();
    long before = System.currentTimeMillis() - 61_000;
    files.setTimes(begun.directory(), before, before);
    assertThat(begun.isDebris()).isTrue();
  }

  @Test
  void withoutANoteOfItsOwnerNobodyOwnsThem() throws IOException {
    RunStages dead = of("dead");
    dead.begin();
    FileUtil.fullyDelete(Path.of(dead.stage("_owner.json").toUri().getPath()).toFile());
    assertThat(dead.owner()).isEmpty();
    files.create(dead.stage("_owner.json")).close();
    assertThat(dead.owner()).isEmpty();
    dead.requireAbandoned();
  }
}
