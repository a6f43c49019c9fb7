package io.holdfast.job;

import io.holdfast.config.FaultPolicy;
import io.holdfast.config.FinalParameter;
import io.holdfast.config.PolicyWriter;
import io.holdfast.error.HoldfastException;
import io.holdfast.output.Leftovers;
import java.io.IOException;
import java.util.Optional;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.mapreduce.Job;

/** Runs the stages of a plan, one at a time: submit, watch, explain. */
final class StageRunner {
  private static final long LOCAL_POLL_MS = 10;

  private final JobPlan plan;
  private final Configuration base;
  private final ProgressListener listener;
  private ClusterRun onCluster;
  private boolean told;

  /**
   * Makes a runner.
   *
   * @param base the cluster and the user's settings; not changed
   */
  StageRunner(JobPlan plan, Configuration base, ProgressListener listener) {
    this.plan = plan;
    this.base = base;
    this.listener = listener;
  }

  /**
   * Runs a stage until its output is published.
   *
   * @throws HoldfastException of the kind that the exit code follows from
   */
  void run(Stage stage) throws IOException, InterruptedException {
    Configuration conf = new Configuration(base);
    onCluster = null;
    listener.begun(stage.name());
    stage.prepare();
    if (LocalSettings.isLocal(conf)) {
      runLocal(stage, conf);
    } else {
      runOnCluster(stage, conf);
    }
  }

  /** Says whether the last stage's job may go on, though it has failed as far as one can see. */
  boolean mayGoOn() {
    return onCluster != null && onCluster.mayGoOn();
  }

  private void runLocal(Stage stage, Configuration conf) throws IOException, InterruptedException {
    LocalSettings.write(conf, stage.inputBytes(base), stage.reducers());
    try (ScratchDirectory scratch = new ScratchDirectory(base, plan.runId());
        LocalFailureLog failures = new LocalFailureLog()) {
      scratch.use(conf);
      Job job = stage.createJob(conf);
      submit(job);
      if (!succeedsLocally(job, failures)) {
        Optional<Throwable> thrown = failures.await();
        throw discard(
            stage, thrown.isPresent() ? JobFailure.explain(thrown.get()) : JobFailure.explain(job));
      }
    }
  }

  /** Deletes staging; returns the reason, which is told also where that fails. */
  private HoldfastException discard(Stage stage, HoldfastException reason) {
    try {
      Leftovers.discard(stage.output().getFileSystem(base), stage.output(), plan.runId());
    } catch (IOException e) {
      reason.addSuppressed(e);
    }
    return reason;
  }

  private void runOnCluster(Stage stage, Configuration conf)
      throws IOException, InterruptedException {
    PolicyWriter.write(conf).stream()
        .filter(FinalParameter::isAskedFor)
        .filter(parameter -> !told)
        .map(FinalParameter::message)
        .forEach(listener::notice);
    told = true; // Once a run is enough.
    conf.set(FaultPolicy.TAGS, conf.get(FaultPolicy.TAGS) + "," + RunningJobs.tag(plan.runId()));
    Job job = stage.createJob(conf);
    submit(job);
    Aftermath aftermath =
        new Aftermath(stage.output().getFileSystem(base), stage.output(), plan.runId());
    onCluster = new ClusterRun(job, aftermath, listener);
    onCluster.await();
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
