package io.holdfast.job;

import io.holdfast.error.HoldfastException;
import java.io.IOException;
import org.apache.hadoop.mapreduce.Job;

/** Takes a submitted job on a cluster to its end, and cleans up where its master no longer can. */
final class ClusterRun {
  private static final long POLL_MS = 500;

  private final Job job;
  private final Aftermath aftermath;
  private final ProgressListener listener;
  private final boolean own;
  private JobState end = JobState.SILENT;

  ClusterRun(Job job, Aftermath aftermath, ProgressListener listener) {
    this(job, aftermath, listener, true);
  }

  private ClusterRun(Job job, Aftermath aftermath, ProgressListener listener, boolean own) {
    this.own = own;
    this.job = job;
    this.aftermath = aftermath;
    this.listener = listener;
  }

  /**
   * Waits until the output is published.
   *
   * @throws HoldfastException with the first cause, where it is not
   */
  void await() throws InterruptedException {
    try (ClusterWatch watch = new ClusterWatch(job, listener)) {
      end = awaitEnd(watch);
      watch.end(end);
      if (end != JobState.SUCCEEDED) {
        settle(watch);
      }
    }
  }

  /** Says whether nobody knows that the job has ended. */
  boolean mayGoOn() {
    return end == JobState.SILENT;
  }

  /** For a job that another driver has submitted: an interrupt of this one does not end it. */
  static ClusterRun ofAnother(Job job, Aftermath aftermath, ProgressListener listener) {
    return new ClusterRun(job, aftermath, listener, false);
  }

  private JobState awaitEnd(ClusterWatch watch) throws InterruptedException {
    if (!own) {
      return look(watch);
    }
    try (JobKiller killer = new JobKiller(job, listener)) {
      JobState state = look(watch);
      killer.awaitShutdown();
      return state;
    }
  }

  private JobState look(ClusterWatch watch) throws InterruptedException {
    try {
      JobState state = watch.look();
      while (state == JobState.RUNNING) {
        showProgress();
        Thread.sleep(POLL_MS);
        state = watch.look();
      }
      return state;
    } finally {
      listener.ended();
    }
  }

  private void showProgress() {
    try {
      listener.progress(job.mapProgress(), job.reduceProgress());
    } catch (IOException e) {
      return; // What it was before is shown on.
    }
  }

  /** Fails with the reason, unless the output is there all the same. */
  private void settle(ClusterWatch watch) throws InterruptedException {
    boolean published = false;
    Exception trouble = null;
    try {
      published = aftermath.isPublished();
      cleanUp(published);
    } catch (IOException | HoldfastException e) {
      trouble = e;
    }
    if (!published) {
      HoldfastException reason = watch.explain(end);
      if (trouble != null) {
        reason.addSuppressed(trouble);
      }
      throw reason;
    }
    listener.notice(aftermath.words(end == JobState.FAILED));
    if (trouble != null) {
      listener.notice("expected to delete what the run left beside it, got " + trouble);
    }
  }

  /** A job that may go on keeps what it needs. */
  private void cleanUp(boolean published) throws IOException {
    if (published || !mayGoOn()) {
      aftermath.settle();
    }
    if (end.isOver()) {
      aftermath.discardSubmission(job.getConfiguration());
    }
  }
}
