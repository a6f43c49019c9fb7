package io.holdfast.job;

import io.holdfast.checkpoint.Generation;
import io.holdfast.checkpoint.RunStages;
import io.holdfast.config.Keys;
import io.holdfast.error.HoldfastException;
import io.holdfast.output.Leftovers;
import io.holdfast.output.Manifest;
import io.holdfast.output.OutputSettings;
import io.holdfast.output.RunDescription;
import java.io.IOException;
import java.nio.file.AccessDeniedException;
import java.util.HashSet;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.fs.FileSystem;
import org.apache.hadoop.fs.Path;
import org.apache.hadoop.mapreduce.Job;
import org.apache.hadoop.security.AccessControlException;

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

  /**
   * Returns the plan with as many waves as an earlier run of the same work had, unless somebody has
   * set their size: by itself it follows from the cluster as it is now.
   */
  static JobPlan adoptWaves(JobPlan plan, Configuration conf) throws IOException {
    if (Keys.WAVE_BYTES.get(conf) > 0) {
      return plan;
    }
    Path output = plan.request().output();
    for (RunStages earlier : RunStages.beside(output.getFileSystem(conf), output)) {
      OptionalInt waves = waves(earlier, plan);
      if (waves.isPresent()) {
        return plan.withWaves(waves.getAsInt());
      }
    }
    return plan;
  }

  private static OptionalInt waves(RunStages earlier, JobPlan plan) throws IOException {
    try {
      return earlier.finished().stream()
          .filter(wave -> wave.run().input().equals(plan.fingerprint()))
          .map(wave -> wave.run().settings().get(Waves.COUNT))
          .filter(Objects::nonNull)
          .mapToInt(Integer::parseInt)
          .findFirst();
    } catch (AccessControlException | AccessDeniedException e) {
      return OptionalInt.empty(); // Another user's: told where stages are taken over.
    }
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

  /** Takes the stages of the run of which the least is missing, and deletes debris. */
  private void takeOver() throws IOException {
    RunStages best = null;
    Set<String> bestStages = Set.of();
    for (RunStages earlier : RunStages.beside(files, output)) {
      try {
        if (!isOfSameWork(earlier)) {
          if (earlier.isDebris()) {
            earlier.discardWithStaging();
          }
          continue;
        }
        earlier.requireAbandoned();
        Set<String> sound = sound(earlier);
        if (sound.isEmpty()) {
          earlier.discardWithStaging();
        } else if (best == null || missing(sound) < missing(bestStages)) {
          best = earlier;
          bestStages = sound;
        }
      } catch (AccessControlException | AccessDeniedException e) {
        listener.notice(String.format("[%s] is another user's", earlier.directory()));
      }
    }
    if (best != null) {
      takeOver(best, bestStages);
    }
  }

  private int missing(Set<String> done) {
    return StageList.missing(stages, done).size();
  }

  private void takeOver(RunStages earlier, Set<String> sound) throws IOException {
    RunStages mine = new RunStages(files, output, plan.runId());
    if (!mine.takeOver(earlier)) {
      throw ExistingOutput.conflict(
          output, "run " + earlier.runId() + ", which another driver has just taken over");
    }
    takenOver = true;
    Leftovers.discard(files, output, earlier.runId());
    mine.keep(sound);
    for (Stage stage : unlessLast()) {
      if (sound.contains(stage.name())) {
        listener.notice(
            String.format(
                "[%s] stage %s of run %s is done", output, stage.name(), earlier.runId()));
      }
    }
  }

  /** Says whether a stage is finished, and of the same work as it looks; tells why not. */
  private boolean isOfSameWork(RunStages earlier) throws IOException {
    Optional<String> other = Optional.empty();
    for (Stage stage : unlessLast()) {
      Optional<Manifest> manifest = earlier.finished(stage.name());
      if (manifest.isPresent()) {
        other = manifest.get().difference(stage.outputSettings().run(), stage.reducers());
        if (other.isEmpty()) {
          return true;
        }
      } else if (earlier.isManifestDamaged(stage.name())) {
        tell(earlier.stage(stage.name()), "has a damaged manifest");
      }
    }
    if (other.isEmpty() && !earlier.finished().isEmpty()) {
      other = Optional.of("stages are others");
    }
    other.ifPresent(what -> tell(earlier.directory(), "is of other work: its " + what));
    return false;
  }

  /** Returns the stages that hold; tells of the others. Reads all of them. */
  private Set<String> sound(RunStages earlier) throws IOException {
    Set<String> sound = new HashSet<>();
    for (Stage stage : unlessLast()) {
      if (!earlier.has(stage.name())) {
        continue;
      }
      RunDescription wanted = stage.outputSettings().run();
      Optional<String> flaw = earlier.flaw(stage.name(), wanted, stage.reducers());
      Optional<Manifest> manifest = earlier.finished(stage.name());
      if (flaw.isEmpty() && ExistingOutput.isTooBad(manifest.orElseThrow(), conf)) {
        flaw = Optional.of("has more malformed records than --max-bad allows");
      }
      if (flaw.isPresent()) {
        tell(earlier.stage(stage.name()), flaw.get());
      } else {
        sound.add(stage.name());
      }
    }
    return sound;
  }

  private List<Stage> unlessLast() {
    return stages.subList(0, stages.size() - 1);
  }

  private void tell(Path place, String flaw) {
    listener.notice(String.format("[%s] %s; it is not taken", place, flaw));
  }
}
