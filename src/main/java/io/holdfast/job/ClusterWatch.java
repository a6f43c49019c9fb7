package io.holdfast.job;

import io.holdfast.error.ErrorKind;
import io.holdfast.error.HoldfastException;
import java.io.Closeable;
import java.io.IOException;
import java.util.Objects;
import org.apache.hadoop.mapreduce.Job;

/**
 * Watches a job on a cluster: tells of attempts and masters that failed, and ends the job as soon
 * as no other attempt can help.
 */
final class ClusterWatch implements Closeable {
  private static final long PATIENCE_MS = 60_000;
  private static final long POLL_MS = 100;

  /** How often, and after what pause, the last events are asked for. */
  private static final int LAST_LOOKS = 4;

  private static final long LAST_PAUSE_MS = 500;

  private final Job job;
  private final ApplicationNews application;
  private final JobProbe probe;
  private final AttemptWatcher attempts;
  private final MasterWatcher masters;

  /** Begins to watch a submitted job. */
  ClusterWatch(Job job, ProgressListener listener) {
    this.job = job;
    this.application = new ApplicationNews(job.getConfiguration(), job.getJobID());
    this.probe = new JobProbe(job, application);
    this.attempts = new AttemptWatcher(job, listener);
    this.masters = new MasterWatcher(application, listener);
  }

  /** Looks what has happened, and kills the job where no other attempt can help. */
  JobState look() throws InterruptedException {
    JobState state = probe.ask();
    if (state == JobState.SILENT) {
      return state; // Each question more may take minutes.
    }
    attempts.look();
    masters.look();
    // After a task's last attempt the job ends by itself.
    boolean hopeless = attempts.proof().filter(proof -> !proof.failure().last()).isPresent();
    return hopeless && state == JobState.RUNNING ? kill() : state;
  }

  private JobState kill() throws InterruptedException {
    try {
      job.killJob();
    } catch (IOException e) {
      return JobState.RUNNING; // The next look tries again.
    }
    long deadline = System.currentTimeMillis() + PATIENCE_MS;
    JobState state = probe.ask();
    while (state == JobState.RUNNING && System.currentTimeMillis() < deadline) {
      Thread.sleep(POLL_MS);
      state = probe.ask();
    }
    return state.isOver() ? state : JobState.KILLED;
  }

  /**
   * Looks for the last time, after the job's end; whoever tells of it now may not do so at once.
   */
  void end(JobState end) throws InterruptedException {
    if (end != JobState.SILENT) {
      for (int looks = 1; !attempts.look() && looks < LAST_LOOKS; looks++) {
        Thread.sleep(LAST_PAUSE_MS);
      }
      masters.end();
    }
    attempts.end();
  }

  /** Explains why the job did not succeed, or that this cannot be learnt. */
  HoldfastException explain(JobState end) throws InterruptedException {
    if (end == JobState.SILENT) {
      return new HoldfastException(
          ErrorKind.RESOURCE,
          String.format(
              "[%s] expected to learn how it ends, got %s; it may go on: try yarn application"
                  + " -status %s",
              application.id(), probe.failure(), application.id()),
          probe.failure());
    }
    return JobFailure.explain(application.id(), job.getConfiguration(), attempts, tell());
  }

  /** Returns what the job tells, or else what its resource manager does, as far as they answer. */
  private String tell() throws InterruptedException {
    try {
      String told = Objects.requireNonNullElse(job.getStatus().getFailureInfo(), "");
      return told.isBlank() ? application.diagnostics() : told;
    } catch (IOException e) {
      return application.diagnostics();
    }
  }

  @Override
  public void close() {
    application.close();
  }
}
