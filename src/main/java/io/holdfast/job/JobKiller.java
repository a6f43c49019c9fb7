package io.holdfast.job;

import java.io.Closeable;
import java.io.IOException;
import org.apache.hadoop.mapreduce.Job;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Kills a job when the driver is interrupted, so that nothing of it stays behind. */
final class JobKiller implements Closeable {
  private static final Logger LOG = LoggerFactory.getLogger(JobKiller.class);
  private static final long PATIENCE_MS = 10_000;

  private final Job job;
  private final Thread hook = new Thread(this::kill, "job-killer");

  JobKiller(Job job) {
    this.job = job;
    Runtime.getRuntime().addShutdownHook(hook);
  }

  private void kill() {
    try {
      job.killJob();
      long deadline = System.currentTimeMillis() + PATIENCE_MS;
      while (!job.isComplete() && System.currentTimeMillis() < deadline) {
        Thread.sleep(10);
      }
    } catch (IOException e) {
      LOG.warn("[{}] expected to kill it, got {}", job.getJobID(), e.toString());
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  @Override
  public void close() {
    try {
      Runtime.getRuntime().removeShutdownHook(hook);
    } catch (IllegalStateException e) {
      return; // The JVM is going down: the hook is running already.
    }
  }
}
