package io.holdfast.job;

import io.holdfast.checkpoint.RunStages;
import io.holdfast.error.ErrorKind;
import io.holdfast.error.HoldfastException;
import io.holdfast.output.Leftovers;
import io.holdfast.output.Manifest;
import io.holdfast.output.OutputSettings;
import io.holdfast.output.OutputStore;
import io.holdfast.output.Verifier;
import java.io.IOException;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
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

  /**
   * @param conf the cluster and the user's settings; not changed
   */
  Resumption(JobPlan plan, List<Stage> stages, Configuration conf, ProgressListener listener)
      throws IOException {
    this.plan = plan;
    this.stages = stages;
    this.conf = conf;
    this.listener = listener;
    this.output = plan.request().output();
    this.files = output.getFileSystem(conf);
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
      takeOver();
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
    OutputSettings settings = OutputSettings.read(job.getConfiguration());
    String name = settings.run().stage();
    Optional<Stage> same = stages.stream().filter(stage -> stage.name().equals(name)).findFirst();
    Optional<String> difference =
        same.isEmpty()
            ? Optional.of("stage is " + name)
            : same.get().outputSettings().run().difference(settings.run());
    if (difference.isPresent()) {
      throw conflict(
          String.format("%s of run %s, whose %s", job.getJobID(), run, difference.get()));
    }
    listener.notice(
        String.format(
            "[%s] %s of run %s still works: waiting for it", output, job.getJobID(), run));
    listener.begun(name);
    Aftermath aftermath =
        new Aftermath(settings.output().getFileSystem(conf), settings.output(), run);
    new ClusterRun(job, aftermath, listener).await();
  }

  private Optional<Manifest> findWhole() throws IOException {
    Optional<Manifest> found = Manifest.find(OutputStore.of(files), output);
    if (found.isEmpty()) {
      return found;
    }
    Stage last = stages.get(stages.size() - 1);
    Optional<String> difference =
        found.get().difference(last.outputSettings().run(), last.reducers());
    if (difference.isPresent()) {
      throw conflict("an output whose " + difference.get());
    }
    if (found.get().header() != plan.request().header()) {
      throw conflict("an output whose header is " + found.get().header());
    }
    new Verifier(files).verify(output);
    listener.notice(String.format("[%s] is whole: there is nothing left to do", output));
    if (!plan.request().keepCheckpoints()) {
      new RunStages(files, output, found.get().run().runId()).discard();
    }
    return found;
  }

  private void takeOver() throws IOException {
    RunStages mine = new RunStages(files, output, plan.runId());
    for (RunStages earlier : RunStages.beside(files, output)) {
      if (!mine.exists() && findFinished(earlier) > 0) {
        takeOver(mine, earlier);
      } else if (earlier.isDebris()) {
        Leftovers.discard(files, output, earlier.runId());
        earlier.discard();
      }
    }
  }

  private void takeOver(RunStages mine, RunStages earlier) throws IOException {
    earlier.requireAbandoned();
    if (!mine.takeOver(earlier)) {
      throw conflict("run " + earlier.runId() + ", which another driver has just taken over");
    }
    Leftovers.discard(files, output, earlier.runId());
    mine.keep(verify(mine, earlier.runId()));
  }

  /** Returns how many of the first stages are finished, and of the same work as they look. */
  private int findFinished(RunStages earlier) throws IOException {
    int finished = 0;
    for (Stage stage : unlessLast()) {
      Optional<Manifest> manifest = earlier.finished(stage.name());
      if (manifest.isEmpty()) {
        return finished;
      }
      Optional<String> difference =
          manifest.get().difference(stage.outputSettings().run(), stage.reducers());
      if (difference.isPresent()) {
        tell(earlier.stage(stage.name()), "is of other work: its " + difference.get());
        return finished;
      }
      finished++;
    }
    return finished;
  }

  /** Returns the first stages that hold. */
  private Set<String> verify(RunStages mine, String earlier) throws IOException {
    Set<String> good = new HashSet<>();
    for (Stage stage : unlessLast()) {
      if (mine.finished(stage.name()).isEmpty()) {
        return good;
      }
      Optional<String> flaw =
          mine.flaw(stage.name(), stage.outputSettings().run(), stage.reducers());
      if (flaw.isPresent()) {
        tell(mine.stage(stage.name()), flaw.get());
        return good;
      }
      listener.notice(
          String.format("[%s] stage %s of run %s is done", output, stage.name(), earlier));
      good.add(stage.name());
    }
    return good;
  }

  private List<Stage> unlessLast() {
    return stages.subList(0, stages.size() - 1);
  }

  private void tell(Path stage, String flaw) {
    listener.notice(String.format("[%s] %s; the stage is run again", stage, flaw));
  }

  private HoldfastException conflict(String what) {
    return new HoldfastException(
        ErrorKind.CONFLICT,
        String.format(
            "[%s] expected work of this command to go on with, got %s; try another output, or"
                + " --if-exists replace",
            output, what));
  }
}
