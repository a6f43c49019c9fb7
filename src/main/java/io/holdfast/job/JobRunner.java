package io.holdfast.job;

import io.holdfast.config.FinalParameter;
import io.holdfast.config.PolicyWriter;
import io.holdfast.error.HoldfastException;
import io.holdfast.output.AtomicRename;
import io.holdfast.output.Leftovers;
import io.holdfast.output.Manifest;
import io.holdfast.output.ReplaceRecovery;
import io.holdfast.output.ReplaceRecovery.Outcome;
import java.io.IOException;
import java.util.Optional;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.fs.FileSystem;
import org.apache.hadoop.fs.Path;
import org.apache.hadoop.mapreduce.Job;

/** Runs a query as one MapReduce job: check, submit, watch, explain. */
public final class JobRunner {
  private static final long LOCAL_POLL_MS = 10;
  private static final long CLUSTER_POLL_MS = 500;

  private final Configuration base;
  private final ProgressListener listener;

  /**
   * Makes a runner.
   *
   * @param conf the cluster and the user's settings; not changed
   */
  public JobRunner(Configuration conf, ProgressListener listener) {
    this.base = conf;
    this.listener = listener;
  }

  /**
   * Runs until the output is committed.
   *
   * @return the committed output's manifest
   * @throws HoldfastException of the kind that the exit code follows from
   */
  public Manifest run(RunRequest request) throws IOException, InterruptedException {
    AtomicRename.require(request.output(), base);
    FileSystem fs = request.output().getFileSystem(base);
    if (ReplaceRecovery.restoreInterruptedReplace(fs, request.output()) == Outcome.OLD_RESTORED) {
      listener.notice(
          String.format(
              "[%s] a run that was to replace it died half-way: the old output is back",
              request.output()));
    }
    JobPlan plan = JobPlan.of(request, base);
    plan.notices().forEach(listener::notice);
    noticeLeftovers(fs, request.output());
    Configuration conf = new Configuration(base);
    if (LocalSettings.isLocal(conf)) {
      runLocal(plan, conf);
    } else {
      runOnCluster(plan, conf);
    }
    Manifest manifest = Manifest.read(fs, request.output());
    manifest.requireBalance();
    return manifest;
  }

  private void noticeLeftovers(FileSystem fs, Path output) throws IOException {
    for (String run : Leftovers.runIds(fs, output)) {
      listener.notice(
          String.format(
              "[%s] run %s works on it, or died and left .%s.holdfast-%s beside it",
              output, run, output.getName(), run));
    }
  }

  private void runLocal(JobPlan plan, Configuration conf) throws IOException, InterruptedException {
    LocalSettings.write(conf, plan.input().totalBytes(), plan.reducers());
    try (ScratchDirectory scratch = new ScratchDirectory(base, plan.runId());
        LocalFailureLog failures = new LocalFailureLog()) {
      scratch.use(conf);
      Job job = plan.createJob(conf);
      submit(job);
      if (!succeeds(job, LOCAL_POLL_MS, failures::hasDied)) {
        Leftovers.discard(
            plan.request().output().getFileSystem(conf), plan.request().output(), plan.runId());
        Optional<Throwable> thrown = failures.await();
        throw thrown.isPresent() ? JobFailure.explain(thrown.get()) : JobFailure.explain(job);
      }
    }
  }

  private void runOnCluster(JobPlan plan, Configuration conf)
      throws IOException, InterruptedException {
    PolicyWriter.write(conf).stream()
        .filter(FinalParameter::isAskedFor)
        .map(FinalParameter::message)
        .forEach(listener::notice);
    Job job = plan.createJob(conf);
    submit(job);
    try (ClusterWatch watch = new ClusterWatch(job, listener)) {
      boolean succeeded = succeeds(job, CLUSTER_POLL_MS, watch::hasEnded);
      watch.end();
      if (!succeeded) {
        settle(job, plan, watch);
      }
    }
  }

  /** Fails with the reason, unless the job's master died after it had published the output. */
  private void settle(Job job, JobPlan plan, ClusterWatch watch)
      throws IOException, InterruptedException {
    Path output = plan.request().output();
    Aftermath aftermath = new Aftermath(output.getFileSystem(base), output, plan.runId());
    HoldfastException reason = watch.explain();
    try {
      boolean published = aftermath.isPublished();
      aftermath.settle(job);
      if (published) {
        listener.notice(
            String.format("[%s] is whole; what failed, failed after it was published", output));
        return;
      }
    } catch (IOException | HoldfastException e) {
      reason.addSuppressed(e);
    }
    throw reason;
  }

  private boolean succeeds(Job job, long pollMs, EndWatch watch)
      throws IOException, InterruptedException {
    try (JobKiller killer = new JobKiller(job, listener)) {
      while (!job.isComplete() && !watch.hasEnded()) {
        listener.progress(job.mapProgress(), job.reduceProgress());
        Thread.sleep(pollMs);
      }
      killer.awaitShutdown();
    } finally {
      listener.ended();
    }
    return job.isComplete() && job.isSuccessful();
  }

  /** Says whether a job is over although it may not say so itself. */
  @FunctionalInterface
  private interface EndWatch {
    boolean hasEnded() throws IOException, InterruptedException;
  }

  private static void submit(Job job) throws IOException, InterruptedException {
    try {
      job.submit();
    } catch (ClassNotFoundException e) {
      throw new IllegalStateException("a class of the job is missing", e);
    }
  }
}
