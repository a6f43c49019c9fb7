package io.holdfast.job;

import io.holdfast.checkpoint.RunStages;
import java.io.Closeable;
import java.io.IOException;
import java.util.concurrent.TimeUnit;
import org.apache.hadoop.util.ShutdownHookManager;

/**
 * Decides, when a run ends one way or another, what becomes of the stages that it has finished. If
 * the run has failed or was interrupted they stay, for another driver to go on from.
 */
final class KeptStages implements Closeable {
  private final RunStages finished;
  private final ProgressListener listener;
  private final Runnable hook = this::interrupted;

  KeptStages(RunStages finished, ProgressListener listener) {
    this.finished = finished;
    this.listener = listener;
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
      } else if (!ShutdownHookManager.get().isShutdownInProgress()) {
        keepOrDiscard();
      }
    } catch (IOException e) {
      reason.addSuppressed(e);
    }
  }

  private void keepOrDiscard() throws IOException {
    if (finished.finished().isEmpty()) {
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
