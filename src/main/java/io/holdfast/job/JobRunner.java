package io.holdfast.job;

import io.holdfast.config.FinalParameter;
import io.holdfast.config.PolicyWriter;
import io.holdfast.error.ErrorKind;
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

  private final Configuration base;
  private final ProgressListener listener;

  /**
   * Makes a runner.
   *
   * @param conf the cluster and the user's settings; not changed
   */
  public JobRunner(Configuration conf, ProgressListener listener) {
    this.base = new Configuration(conf);
    if (LocalSettings.isLocal(base)) {
      LocalSettings.prepare(base);
    }
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
    if (request.replace()) {
      // A second master of the run may have taken the new output for the old one, and died.
      ReplaceRecovery.restoreInterruptedReplace(fs, request.output(), plan.runId());
    }
    Manifest manifest = Manifest.read(fs, request.output());
    if (!manifest.isOf(plan.runId())) {
      throw new HoldfastException(
          ErrorKind.CONFLICT,
          String.format(
              "[%s] expected the output of this run, got that of run %s, which has replaced it",
              request.output(), manifest.run().runId()));
    }
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
      if (!succeedsLocally(job, failures)) {
        Optional<Throwable> thrown = failures.await();
        throw discard(
            plan, thrown.isPresent() ? JobFailure.explain(thrown.get()) : JobFailure.explain(job));
      }
    }
  }

  /** Deletes staging; returns the reason, which is told also where that fails. */
  private HoldfastException discard(JobPlan plan, HoldfastException reason) {
    Path output = plan.request().output();
    try {
      Leftovers.discard(output.getFileSystem(base), output, plan.runId());
    } catch (IOException e) {
      reason.addSuppressed(e);
    }
    return reason;
  }

  private void runOnCluster(JobPlan plan, Configuration conf)
      throws IOException, InterruptedException {
    PolicyWriter.write(conf).stream()
        .filter(FinalParameter::isAskedFor)
        .map(FinalParameter::message)
        .forEach(listener::notice);
    Job job = plan.createJob(conf);
    submit(job);
    Path output = plan.request().output();
    Aftermath aftermath = new Aftermath(output.getFileSystem(base), output, plan.runId());
    new ClusterRun(job, aftermath, listener).await();
  }

  private boolean succeedsLocally(Job job, LocalFailureLog failures)
      throws IOException, InterruptedException {
    try (JobKiller killer = new JobKiller(job, listener)) {
      while (!job.isComplete() && !failures.hasDied()) {
        listener.progress(job.mapProgress(), job.reduceProgress());
        Thread.sleep(LOCAL_POLL_MS);
      }
      killer.awaitShutdown();
    } finally {
      listener.ended();
    }
    return job.isComplete() && job.isSuccessful();
  }

  private static void submit(Job job) throws IOException, InterruptedException {
    try {
      job.submit();
    } catch (ClassNotFoundException e) {
      throw new IllegalStateException("a class of the job is missing", e);
    }
  }
}
