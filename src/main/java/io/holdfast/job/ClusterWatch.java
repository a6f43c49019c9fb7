package io.holdfast.job;

import io.holdfast.error.HoldfastException;
import java.io.Closeable;
import java.io.IOException;
import org.apache.hadoop.mapreduce.Job;

/**
 * Watches a job on a cluster: tells of attempts and masters that failed, and ends the job as soon
 * as no other attempt can help.
 */
final class ClusterWatch implements Closeable {
  private static final long PATIENCE_MS = 60_000;
  private static final long POLL_MS = 100;

  private final Job job;
  private final AttemptWatcher attempts;
  private final MasterWatcher masters;

  /** Begins to watch a submitted job. */
  ClusterWatch(Job job, ProgressListener listener) {
    this.job = job;
    this.attempts = new AttemptWatcher(job, listener);
    this.masters = new MasterWatcher(job.getConfiguration(), job.getJobID(), listener);
  }

  /** Looks what has happened. Returns true after it has ended the job. */
  boolean hasEnded() throws IOException, InterruptedException {
    attempts.look();
    masters.look();
    boolean hopeless = attempts.proof().filter(proof -> !proof.failure().last()).isPresent();
    if (!hopeless || job.isComplete()) {
      return false; // After a task's last attempt the job ends by itself.
    }
    job.killJob();
    long deadline = System.currentTimeMillis() + PATIENCE_MS;
    while (!job.isComplete() && System.currentTimeMillis() < deadline) {
      Thread.sleep(POLL_MS);
    }
    return true;
  }

  /** Looks for the last time, after the job's end. */
  void end() throws InterruptedException {
    attempts.look();
    masters.end();
    attempts.end();
  }

  /** Explains why the job failed. */
  HoldfastException explain() throws IOException, InterruptedException {
    return JobFailure.explain(job, attempts);
  }

  @Override
  public void close() {
    masters.close();
  }
}
