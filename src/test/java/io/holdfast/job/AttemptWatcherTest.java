package io.holdfast.job;

import static org.assertj.core.api.Assertions.assertThat;

import io.holdfast.error.ErrorKind;
import io.holdfast.error.HoldfastException;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.apache.hadoop.mapreduce.TaskAttemptID;
import org.apache.hadoop.mapreduce.TaskCompletionEvent;
import org.apache.hadoop.mapreduce.TaskCompletionEvent.Status;
import org.apache.hadoop.mapreduce.TaskType;
import org.junit.jupiter.api.Test;

/** What is taken from events that each application master numbers anew. */
class AttemptWatcherTest {
  private static final String DIED = "Container killed on request. Exit code is 137";

  private final Log log = new Log();
  private final List<String> notices = new ArrayList<>();
  private final AttemptWatcher watcher = new AttemptWatcher(log, false, new Listener());

  @Test
  void takesEachFailureOnceThoughAShorterListFollows() throws InterruptedException {
    log.events(event(0, 0, Status.SUCCEEDED), event(1, 0, Status.FAILED));
    watcher.look();
    watcher.look();
    assertThat(notices).hasSize(1);

    log.events(); // The second master has just started.
    watcher.look();
    log.events(event(1, 0, Status.FAILED));
    watcher.look();
    log.events(event(1, 0, Status.FAILED), event(2, 1000, Status.FAILED));
    watcher.look();
    assertThat(notices)
        .hasSize(2)
        .last()
        .asString()
        .startsWith("[map 2, attempt 1000 on node2] a process killed with SIGKILL");
    assertThat(watcher.failures()).hasSize(2);
  }

  @Test
  void beginsAgainWhereAnotherOrderFollows() throws InterruptedException {
    log.events(event(0, 0, Status.SUCCEEDED), event(1, 0, Status.SUCCEEDED));
    watcher.look();
    log.events(event(2, 0, Status.FAILED), event(0, 0, Status.SUCCEEDED));
    watcher.look();
    assertThat(notices).hasSize(1);
  }

  @Test
  void takesUpAgainAfterALookThatFailed() throws InterruptedException {
    log.events(event(1, 0, Status.FAILED));
    log.down = true;
    watcher.look();
    assertThat(notices).isEmpty();
    log.down = false;
    watcher.look();
    assertThat(notices).hasSize(1);
  }

  @Test
  void readsMoreThanAPage() throws InterruptedException {
    TaskCompletionEvent[] many = new TaskCompletionEvent[2500];
    for (int task = 0; task < many.length; task++) {
      many[task] = event(task, 0, task == 2499 ? Status.FAILED : Status.SUCCEEDED);
    }
    log.events(many);
    watcher.look();
    assertThat(watcher.failures()).hasSize(1);
  }

  @Test
  void tellsOfARaceThatNoFailureExplains() throws InterruptedException {
    log.events(event(1, 0, Status.FAILED), event(1, 1, Status.SUCCEEDED));
    watcher.look();
    assertThat(notices).hasSize(1);
    log.events(
        event(1, 0, Status.FAILED), event(1, 1, Status.SUCCEEDED), event(2, 1, Status.SUCCEEDED));
    watcher.look();
    watcher.look();
    assertThat(notices)
        .hasSize(2)
        .last()
        .isEqualTo(
            "[map 2, attempt 1 on node2] was faster than an earlier attempt, which was stopped");
  }

  /** The job history tells of the loser too, and first. */
  @Test
  void tellsOfARaceWhoseLoserIsTold() throws InterruptedException {
    log.text = "Speculation: attempt_1_0001_m_000002_1 succeeded first!";
    log.events(event(2, 0, Status.KILLED), event(2, 1, Status.SUCCEEDED));
    watcher.look();
    assertThat(notices)
        .singleElement()
        .asString()
        .startsWith("[map 2, attempt 1 on node2] was faster");
  }

  @Test
  void tellsOfARaceUnderTheSecondMasterWhateverFailedUnderTheFirst() throws InterruptedException {
    log.events(event(1, 0, Status.FAILED), event(1, 1001, Status.SUCCEEDED));
    watcher.look();
    assertThat(notices)
        .hasSize(2)
        .last()
        .asString()
        .startsWith("[map 1, attempt 1001 on node1] was faster");
  }

  @Test
  void findsTheProofAndLeavesItToTheReport() throws InterruptedException {
    log.text = "Error: " + new HoldfastException(ErrorKind.BUG, "[a @ 1] expected b, got c");
    log.events(event(1, 0, Status.FAILED));
    watcher.look();
    assertThat(watcher.proof()).isEmpty();
    log.events(event(1, 0, Status.FAILED), event(1, 1, Status.FAILED));
    watcher.look();
    assertThat(watcher.proof())
        .hasValueSatisfying(proof -> assertThat(proof.failures()).hasSize(2));
    assertThat(notices).hasSize(1);
  }

  private static TaskCompletionEvent event(int task, int attempt, Status status) {
    TaskAttemptID id = new TaskAttemptID("1", 1, TaskType.MAP, task, attempt);
    return new TaskCompletionEvent(0, id, task, true, status, "http://node" + task + ":13562");
  }

  private static final class Log implements AttemptEvents {
    private List<TaskCompletionEvent> events = List.of();
    private String text = DIED;
    private boolean down;

    void events(TaskCompletionEvent... now) {
      events = List.of(now);
    }

    @Override
    public TaskCompletionEvent[] read(int from, int most) throws IOException {
      if (down) {
        throw new IOException("connection refused");
      }
      int to = Math.min(events.size(), from + most);
      return Arrays.copyOfRange(events.toArray(new TaskCompletionEvent[0]), Math.min(from, to), to);
    }

    @Override
    public String diagnostics(TaskAttemptID attempt) {
      return text;
    }
  }

  private final class Listener implements ProgressListener {
    @Override
    public void notice(String line) {
      notices.add(line);
    }

    @Override
    public void begun(String stage) {}

    @Override
    public void progress(float map, float reduce) {
      throw new AssertionError("it watches attempts alone");
    }

    @Override
    public void ended() {
      throw new AssertionError("it watches attempts alone");
    }
  }
}
