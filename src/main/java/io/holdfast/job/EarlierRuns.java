package io.holdfast.job;

import io.holdfast.checkpoint.RunStages;
import io.holdfast.config.Keys;
import io.holdfast.error.HoldfastException;
import io.holdfast.output.Leftovers;
import io.holdfast.output.Manifest;
import io.holdfast.output.RunDescription;
import java.io.IOException;
import java.nio.file.AccessDeniedException;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.fs.FileSystem;
import org.apache.hadoop.fs.Path;
import org.apache.hadoop.security.AccessControlException;

/**
 * The stages that earlier runs have finished beside an output. What their manifests claim decides
 * whose are taken; whether that holds is looked at when nobody else can take or delete them.
 */
final class EarlierRuns {
  private final JobPlan plan;
  private final List<Stage> stages;
  private final Configuration conf;
  private final ProgressListener listener;
  private final FileSystem files;
  private final Path output;

  EarlierRuns(JobPlan plan, Configuration conf, ProgressListener listener) throws IOException {
    this.plan = plan;
    this.stages = StageList.of(plan, conf);
    this.conf = conf;
    this.listener = listener;
    this.output = plan.request().output();
    this.files = output.getFileSystem(conf);
  }

  /** An earlier run, and how many stages are missing if what it claims holds. */
  private record Claim(RunStages stages, int missing) {}

  /**
   * Returns the plan with as many waves as the earlier run of the same work had of which the least
   * is missing, unless somebody has set their size: by itself it follows from the cluster as it is
   * now.
   */
  static JobPlan adoptWaves(JobPlan plan, Configuration conf) throws IOException {
    if (Keys.WAVE_BYTES.get(conf) > 0) {
      return plan;
    }
    JobPlan best = plan;
    double least = 1;
    Path output = plan.request().output();
    for (RunStages earlier : RunStages.beside(output.getFileSystem(conf), output)) {
      for (int waves : waves(earlier)) {
        JobPlan other = plan.withWaves(waves);
        List<Stage> stages = StageList.of(other, conf);
        double missing = StageList.missing(stages, claimed(earlier, stages)).size();
        if (missing / stages.size() < least) {
          best = other;
          least = missing / stages.size();
        }
      }
    }
    return best;
  }

  private static Set<Integer> waves(RunStages earlier) throws IOException {
    try {
      return earlier.finished().stream()
          .map(wave -> wave.run().settings().get(Waves.COUNT))
          .filter(Objects::nonNull)
          .map(Integer::valueOf)
          .collect(Collectors.toSet());
    } catch (AccessControlException | AccessDeniedException e) {
      return Set.of(); // Another user's: told where stages are taken over.
    }
  }

  /**
   * Takes the stages of the run of which the least is missing, and deletes debris.
   *
   * @return whether stages are this run's now
   * @throws HoldfastException CONFLICT where a driver of this host still works on some, or another
   *     has just taken them
   */
  boolean takeOver() throws IOException {
    List<Claim> claims = new ArrayList<>();
    for (RunStages earlier : RunStages.beside(files, output)) {
      try {
        Set<String> claimed = claimed(earlier, stages);
        if (!claimed.isEmpty()) {
          earlier.requireAbandoned();
          claims.add(new Claim(earlier, StageList.missing(stages, claimed).size()));
        } else if (earlier.isDebris()) {
          discard(earlier);
        } else {
          tellWhyNot(earlier);
        }
      } catch (AccessControlException | AccessDeniedException e) {
        listener.notice(String.format("[%s] is another user's", earlier.directory()));
      }
    }
    claims.sort(Comparator.comparingInt(Claim::missing));
    for (Claim claim : claims) {
      if (takeOver(claim.stages)) {
        return true;
      }
    }
    return false;
  }

  /** Returns the stages that are finished and of the same work, as their manifests tell. */
  private static Set<String> claimed(RunStages earlier, List<Stage> stages) throws IOException {
    Set<String> claimed = new HashSet<>();
    for (Stage stage : stages.subList(0, stages.size() - 1)) {
      Optional<Manifest> manifest = earlier.finished(stage.name());
      if (manifest.isPresent()
          && manifest.get().difference(wanted(stage), stage.reducers()).isEmpty()) {
        claimed.add(stage.name());
      }
    }
    return claimed;
  }

  private static RunDescription wanted(Stage stage) throws IOException {
    return stage.outputSettings().run();
  }

  private void tellWhyNot(RunStages earlier) throws IOException {
    Optional<String> other =
        earlier.finished().isEmpty() ? Optional.empty() : Optional.of("stages are others");
    for (Stage stage : unlessLast()) {
      Optional<Manifest> manifest = earlier.finished(stage.name());
      if (manifest.isPresent()) {
        other = manifest.get().difference(wanted(stage), stage.reducers());
      } else if (earlier.isManifestDamaged(stage.name())) {
        tell(earlier.stage(stage.name()), "has a damaged manifest");
      }
    }
    other.ifPresent(what -> tell(earlier.directory(), "is of other work: its " + what));
  }

  /** That it cannot be deleted is no failure: it may be another user's. */
  private void discard(RunStages debris) {
    try {
      debris.discardWithStaging();
    } catch (IOException e) {
      listener.notice(String.format("[%s] expected to delete it, got %s", debris.directory(), e));
    }
  }

  /** Returns whether something of it holds; if not, nothing is left of it. */
  private boolean takeOver(RunStages earlier) throws IOException {
    RunStages mine = new RunStages(files, output, plan.runId());
    try {
      if (!mine.takeOver(earlier)) {
        throw ExistingOutput.conflict(
            output, "run " + earlier.runId() + ", which another driver has just taken over");
      }
      Leftovers.discard(files, output, earlier.runId());
    } catch (IOException e) {
      if (mine.exists()) {
        throw e;
      }
      listener.notice(
          String.format("[%s] expected to take it over, got %s", earlier.directory(), e));
      return false;
    }
    Set<String> sound = sound(mine);
    if (sound.isEmpty()) {
      mine.discard();
      return false;
    }
    mine.keep(sound);
    for (Stage stage : unlessLast()) {
      if (sound.contains(stage.name())) {
        listener.notice(
            String.format(
                "[%s] stage %s of run %s is done", output, stage.name(), earlier.runId()));
      }
    }
    return true;
  }

  /** Returns the stages that hold; tells of the others. Reads all of them. */
  private Set<String> sound(RunStages mine) throws IOException {
    Set<String> sound = new HashSet<>();
    for (Stage stage : unlessLast()) {
      if (!mine.has(stage.name())) {
        continue;
      }
      Optional<String> flaw = mine.flaw(stage.name(), wanted(stage), stage.reducers());
      if (flaw.isEmpty()
          && ExistingOutput.isTooBad(mine.finished(stage.name()).orElseThrow(), conf)) {
        flaw = Optional.of("has more malformed records than --max-bad allows");
      }
      if (flaw.isPresent()) {
        tell(mine.stage(stage.name()), flaw.get());
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
