package io.holdfast.job;

import io.holdfast.checkpoint.RunStages;
import io.holdfast.error.ErrorKind;
import io.holdfast.error.HoldfastException;
import java.io.Closeable;
import java.io.IOException;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.apache.hadoop.util.ShutdownHookManager;

/**
 * Decides, when a run ends one way or another, what becomes of the stages that it has finished. If
 * the run has failed or was interrupted they stay, for another driver to go on from.
 */
final class KeptStages implements Closeable {
  private final RunStages finished;
  private final String first;
  private final ProgressListener listener;
  private final Runnable hook = this::interrupted;

  /** Makes the directory of a run's stages, unless it has taken over one. */
  KeptStages(RunStages finished, List<Stage> stages, ProgressListener listener) throws IOException {
    this.finished = finished;
    this.first = stages.get(0).name();
    this.listener = listener;
    if (stages.size() > 1 && !finished.exists()) {
      finished.begin();
    }
    int priority = JobKiller.SHUTDOWN_PRIORITY - 1;
    ShutdownHookManager.get()
        .addShutdownHook(hook, priority, JobKiller.SHUTDOWN_SECONDS, TimeUnit.SECONDS);
  }

  private void interrupted() {
    try {
      keepOrDiscard();
    } catch (IOException e) {
      listener.notice("expected to look after finished stages, got " + e);
    }
  }

  /**
   * Looks after them when the run has failed; what goes wrong meanwhile is told with the reason.
   *
   * @param mayGoOn whether a job of the run may still be at work
   */
  void failed(Exception reason, boolean mayGoOn) {
    try {
      if (mayGoOn) {
        listener.notice(
            "--if-exists resume waits for the job, if it lives, and goes on from there");
      } else if (reason instanceof HoldfastException known && known.kind() == ErrorKind.CONFLICT) {
        finished.discard(); // The output's place is taken: nobody will go on.
      } else {
        keepOrDiscard();
      }
    } catch (IOException e) {
      reason.addSuppressed(e);
    }
  }

  private void keepOrDiscard() throws IOException {
    if (finished.finished(first).isEmpty()) {
      finished.discard();
    } else {
      listener.notice(
          String.format(
              "[%s] has the stages that are done: --if-exists resume goes on from them",
              finished.directory()));
    }
  }

  @Override
  public void close() {
    if (!ShutdownHookManager.get().isShutdownInProgress()) {
      ShutdownHookManager.get().removeShutdownHook(hook);
    }
  }
}
