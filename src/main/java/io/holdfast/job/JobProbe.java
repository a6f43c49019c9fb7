package io.holdfast.job;

import java.io.IOException;
import java.time.Duration;
import org.apache.hadoop.mapreduce.Job;
import org.apache.hadoop.yarn.exceptions.YarnException;

/**
 * Asks how a job goes. Its application master tells, and after that the job history; where neither
 * answers, the resource manager tells whether the job has ended. A question without an answer is no
 * failure of the job.
 */
final class JobProbe {
  private static final Duration PATIENCE = Duration.ofMinutes(1);

  /** So often the job history may need a moment until it knows a job that has just ended. */
  private static final int LATE = 3;

  private final JobAnswer job;
  private final EndAnswer application;
  private final Duration patience;
  private long silentSinceNs;
  private boolean silent;
  private int ended;
  private Exception failure;

  /** What the application master or the job history tells. */
  @FunctionalInterface
  interface JobAnswer {
    JobState state() throws IOException;
  }

  /** What the resource manager tells. */
  @FunctionalInterface
  interface EndAnswer {
    boolean hasEnded() throws IOException, YarnException;
  }

  JobProbe(Job job, ApplicationNews application) {
    this(() -> stateOf(job), application::hasEnded, PATIENCE);
  }

  /**
   * @param patience for how long nobody need answer
   */
  JobProbe(JobAnswer job, EndAnswer application, Duration patience) {
    this.job = job;
    this.application = application;
    this.patience = patience;
  }

  private static JobState stateOf(Job job) throws IOException {
    if (!job.isComplete()) {
      return JobState.RUNNING;
    }
    return job.isSuccessful() ? JobState.SUCCEEDED : JobState.FAILED;
  }

  /** Asks each in turn; may take as long as Hadoop's clients try to connect. */
  JobState ask() {
    long begin = System.nanoTime();
    try {
      JobState state = job.state();
      silent = false;
      ended = 0;
      return state;
    } catch (IOException e) {
      failure = e;
    }
    try {
      boolean over = application.hasEnded();
      silent = false;
      ended = over ? ended + 1 : 0;
      return ended >= LATE ? JobState.ENDED : JobState.RUNNING;
    } catch (IOException | YarnException e) {
      failure = e;
    }
    if (!silent) {
      silent = true;
      silentSinceNs = begin;
    }
    boolean waits = System.nanoTime() - silentSinceNs < patience.toNanos();
    return waits ? JobState.RUNNING : JobState.SILENT;
  }

  /** Returns why the last question had no answer, or null. */
  Exception failure() {
    return failure;
  }
}
