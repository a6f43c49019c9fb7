package io.holdfast.job;

import io.holdfast.checkpoint.Generation;
import io.holdfast.checkpoint.RunStages;
import io.holdfast.error.ErrorKind;
import io.holdfast.error.HoldfastException;
import io.holdfast.output.AtomicRename;
import io.holdfast.output.Leftovers;
import io.holdfast.output.Manifest;
import io.holdfast.output.ReplaceRecovery;
import io.holdfast.output.ReplaceRecovery.Outcome;
import java.io.IOException;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.fs.FileSystem;
import org.apache.hadoop.fs.Path;

/** Runs a query: check, plan, run its stages, look at what came out. */
public final class JobRunner {
  private final Configuration base;
  private final ProgressListener listener;

  /**
   * Makes a runner.
   *
   * @param conf the cluster and the user's settings; not changed
   */
  public JobRunner(Configuration conf, ProgressListener listener) {
    this.base = LocalSettings.prepare(conf);
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
    boolean resumed = false;
    if (request.ifExists() == IfExists.RESUME) {
      plan = EarlierRuns.adoptWaves(plan, base);
      Resumption resumption = new Resumption(plan, base, listener);
      Optional<Manifest> whole = resumption.takeUp();
      if (whole.isPresent()) {
        return whole.get();
      }
      resumed = resumption.hasTakenOver();
      if (resumption.hasWaited() && plan.states().isPresent()) {
        plan = plan.withStates(base);
        plan.states().get().notices().forEach(listener::notice);
      }
    }
    noticeLeftovers(fs, plan);
    runStages(plan, new RunStages(fs, request.output(), plan.runId()), resumed);
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

  private void runStages(JobPlan plan, RunStages finished, boolean resumed)
      throws IOException, InterruptedException {
    List<Stage> stages = StageList.of(plan, base);
    if (stages.size() > 1) {
      plan.requireFreeOutput(base); // Of one stage the job itself does.
    }
    // A cluster knows whether a job is at work; a local one dies with its driver.
    boolean owns = stages.size() > 1 || LocalSettings.isLocal(base);
    StageRunner runner = new StageRunner(plan, base, listener);
    try (KeptStages kept = new KeptStages(finished, listener)) {
      if (owns && !resumed) {
        finished.begin();
      }
      try {
        for (Stage stage : StageList.missing(stages, done(stages, finished))) {
          requireOwn(finished, owns, null);
          runner.run(stage);
          tellBalance(plan, stage);
        }
      } catch (IOException | InterruptedException | RuntimeException e) {
        tellIfLost(finished, owns, e);
        kept.failed(e, runner.mayGoOn());
        throw e;
      }
    }
    if (!plan.request().keepCheckpoints() || stages.size() == 1) {
      discard(finished);
    }
    if (plan.states().isPresent()) {
      collect(plan.states().get());
    }
  }

  private static Set<String> done(List<Stage> stages, RunStages finished) throws IOException {
    Set<String> done = new HashSet<>();
    for (Stage stage : stages) {
      if (finished.finished(stage.name()).isPresent()) {
        done.add(stage.name());
      }
    }
    return done;
  }

  /** What a sample has foretold, as it was. */
  private void tellBalance(JobPlan plan, Stage stage) throws IOException {
    if (!plan.balance().notices().isEmpty() && stage.reducers() > 1) {
      Manifest manifest = Manifest.read(stage.output().getFileSystem(base), stage.output());
      listener.notice(
          String.format(
              Locale.ROOT,
              "stage %s: the heaviest of %d reducers got %.2f times the mean",
              stage.name(),
              manifest.reducers(),
              manifest.skew()));
    }
  }

  private void collect(StateUpdate states) throws InterruptedException {
    try {
      for (Generation generation : states.superseded()) {
        generation.discard();
      }
      for (Generation generation : states.debris()) {
        if (isAbandoned(generation)) {
          generation.discard();
        }
      }
    } catch (IOException e) {
      listener.notice("expected to delete states of no more use, got " + e);
    }
  }

  /** What was debris may have become whole since, or another driver's, or have a job still. */
  private boolean isAbandoned(Generation generation) throws IOException, InterruptedException {
    if (!LocalSettings.isLocal(base)) {
      try (RunningJobs jobs = new RunningJobs(base)) {
        if (jobs.find(generation.runId()).isPresent()) {
          return false;
        }
      }
    }
    return generation.manifest().isEmpty() && generation.isDebris();
  }

  /** The output is there: that this cannot be deleted is no failure. */
  private void discard(RunStages finished) {
    try {
      finished.discard();
    } catch (IOException e) {
      listener.notice("expected to delete what the run left beside its output, got " + e);
    }
  }

  /** Where another driver has taken the stages away, that is the reason of a failure. */
  private static void tellIfLost(RunStages finished, boolean owns, Exception failure) {
    try {
      requireOwn(finished, owns, failure);
    } catch (IOException e) {
      failure.addSuppressed(e);
    }
  }

  private static void requireOwn(RunStages finished, boolean owns, Exception cause)
      throws IOException {
    if (owns && !finished.areOwn()) {
      throw new HoldfastException(
          ErrorKind.CONFLICT,
          String.format(
              "[%s] expected this run's stages there, got none: another driver has taken them over,"
                  + " or checkpoints gc has deleted them; try to wait for it, or again",
              finished.directory()),
          cause);
    }
  }

  private void noticeLeftovers(FileSystem fs, JobPlan plan) throws IOException {
    Path output = plan.request().output();
    for (String run : Leftovers.runIds(fs, output)) {
      if (!run.equals(plan.runId())) {
        listener.notice(
            String.format(
                "[%s] run %s works on it, or died and left .%s.holdfast-*%s beside it, which"
                    + " checkpoints gc deletes",
                output, run, output.getName(), run));
      }
    }
  }
}
