package io.holdfast.job;

import java.io.Closeable;
import java.io.IOException;
import java.util.concurrent.TimeUnit;
import org.apache.hadoop.mapreduce.Job;
import org.apache.hadoop.util.ShutdownHookManager;

/** Kills a job when the driver is interrupted, so that nothing of it stays behind, and says so. */
final class JobKiller implements Closeable {
  /** Before Hadoop closes its file systems; what is to be done afterwards has a lower one. */
  static final int SHUTDOWN_PRIORITY = 50;

  /** Hadoop's default; where it is not given, Hadoop reads its configuration anew to know it. */
  static final long SHUTDOWN_SECONDS = 30;

  private static final long PATIENCE_MS = 10_000;
  private static final long POLL_MS = 10;

  private final Job job;
  private final ProgressListener listener;
  private final Runnable hook = this::kill;

  JobKiller(Job job, ProgressListener listener) {
    this.job = job;
    this.listener = listener;
    ShutdownHookManager.get()
        .addShutdownHook(hook, SHUTDOWN_PRIORITY, SHUTDOWN_SECONDS, TimeUnit.SECONDS);
  }

  private void kill() {
    try {
      job.killJob();
      long deadline = System.currentTimeMillis() + PATIENCE_MS;
      while (!job.isComplete() && System.currentTimeMillis() < deadline) {
        Thread.sleep(POLL_MS);
      }
      listener.notice("interrupted" + end());
    } catch (IOException e) {
      listener.notice("interrupted; the job may go on: " + e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  private String end() throws IOException {
    if (!job.isComplete()) {
      return "; the job may go on: it has not ended yet";
    }
    return job.isSuccessful() ? ": the output is whole" : ": nothing was written";
  }

  /** Waits for the JVM's end if it has begun: the hook tells how the job ended. */
  void awaitShutdown() throws InterruptedException {
    if (ShutdownHookManager.get().isShutdownInProgress()) {
      Thread.sleep(Long.MAX_VALUE);
    }
  }

  @Override
  public void close() {
    if (!ShutdownHookManager.get().isShutdownInProgress()) {
      ShutdownHookManager.get().removeShutdownHook(hook);
    }
  }
}
