package io.holdfast.job;

import io.holdfast.checkpoint.Generation;
import io.holdfast.checkpoint.RunStages;
import io.holdfast.error.HoldfastException;
import io.holdfast.output.Leftovers;
import io.holdfast.output.Manifest;
import io.holdfast.output.OutputSettings;
import java.io.IOException;
import java.util.List;
import java.util.Optional;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.fs.FileSystem;
import org.apache.hadoop.fs.Path;
import org.apache.hadoop.mapreduce.Job;

/**
 * Goes on with what earlier runs of the same work have left: waits for a job of theirs that still
 * runs, takes the output if it is whole, and else the stages that are finished.
 */
final class Resumption {
  private final JobPlan plan;
  private final List<Stage> stages;
  private final Configuration conf;
  private final ProgressListener listener;
  private final FileSystem files;
  private final Path output;
  private boolean takenOver;
  private boolean waited;

  /**
   * @param conf the cluster and the user's settings; not changed
   */
  Resumption(JobPlan plan, Configuration conf, ProgressListener listener) throws IOException {
    this.plan = plan;
    this.stages = StageList.of(plan, conf);
    this.conf = conf;
    this.listener = listener;
    this.output = plan.request().output();
    this.files = output.getFileSystem(conf);
  }

  /** Says whether stages of an earlier run are this run's now. */
  boolean hasTakenOver() {
    return takenOver;
  }

  /** Says whether a job of an earlier run was at work and has ended since. */
  boolean hasWaited() {
    return waited;
  }

  /**
   * Takes what there is.
   *
   * @return the manifest of the output if it is whole: then nothing is to be done
   * @throws HoldfastException CONFLICT where the output, or a job at work on it, is of other work
   */
  Optional<Manifest> takeUp() throws IOException, InterruptedException {
    if (!LocalSettings.isLocal(conf)) {
      attach();
    }
    Optional<Manifest> whole = findWhole();
    if (whole.isEmpty()) {
      takenOver = new EarlierRuns(plan, conf, listener).takeOver();
    }
    return whole;
  }

  private void attach() throws IOException, InterruptedException {
    try (RunningJobs jobs = new RunningJobs(conf)) {
      for (String run : Leftovers.runIds(files, output)) {
        Optional<Job> job = jobs.find(run);
        if (job.isPresent()) {
          attach(run, job.get());
        }
      }
    }
  }

  private void attach(String run, Job job) throws IOException, InterruptedException {
    if (stages.size() > 1) {
      new RunStages(files, output, run).requireAbandoned();
    }
    OutputSettings settings = OutputSettings.read(job.getConfiguration());
    Optional<String> difference = difference(settings, job.getNumReduceTasks());
    if (difference.isPresent()) {
      throw ExistingOutput.conflict(
          output, String.format("%s of run %s, whose %s", job.getJobID(), run, difference.get()));
    }
    listener.notice(
        String.format(
            "[%s] %s of run %s still works: waiting for it", output, job.getJobID(), run));
    listener.begun(settings.run().stage());
    Aftermath aftermath =
        new Aftermath(settings.output().getFileSystem(conf), settings.output(), run);
    waited = true;
    ClusterRun.ofAnother(job, aftermath, listener).await();
  }

  private Optional<String> difference(OutputSettings job, int reducers) throws IOException {
    if (plan.states().isPresent() && job.run().stage().equals(Generation.STAGE)) {
      // Any files will do: what is still to be read is looked at when it has ended.
      return plan.descriptionOfStates(job.run().input()).difference(job.run());
    }
    for (Stage stage : stages) {
      OutputSettings mine = stage.outputSettings();
      if (mine.run().stage().equals(job.run().stage())) {
        if (stage.reducers() != reducers) {
          return Optional.of("reducers are " + reducers + ", not " + stage.reducers());
        }
        return mine.header() == job.header()
            ? mine.run().difference(job.run())
            : Optional.of("header is " + job.header());
      }
    }
    return Optional.of("stage is " + job.run().stage());
  }

  private Optional<Manifest> findWhole() throws IOException {
    ExistingOutput existing = new ExistingOutput(plan, conf);
    Optional<Manifest> found = existing.find(stages);
    if (found.isEmpty()) {
      return found;
    }
    existing.verify();
    listener.notice(String.format("[%s] is whole: there is nothing left to do", output));
    if (!plan.request().keepCheckpoints()) {
      new RunStages(files, output, found.get().run().runId()).discard();
    }
    return found;
  }
}
