package io.holdfast.job;

import io.holdfast.checkpoint.Generation;
import io.holdfast.checkpoint.RunStages;
import io.holdfast.output.Leftovers;
import io.holdfast.output.Manifest;
import java.io.IOException;
import java.nio.file.AccessDeniedException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.fs.FileSystem;
import org.apache.hadoop.fs.Path;
import org.apache.hadoop.security.AccessControlException;

/**
 * The stages that runs have left, or have at work: to be listed, and collected when they are old.
 */
public final class Checkpoints {
  private static final Set<State> COLLECTED =
      EnumSet.of(State.RESUMABLE, State.OTHER_VERSION, State.DAMAGED, State.EMPTY);

  private final Configuration conf;

  /** Looks with a user's settings, on the cluster that they name. */
  public Checkpoints(Configuration conf) {
    this.conf = conf;
  }

  /**
   * The stages of a run.
   *
   * @param stages and where they are
   * @param finished their manifests, in the order of the run
   * @param damaged those whose manifests cannot be read
   * @param state what can be done with them
   * @param modified when something was last added
   * @param place the directory, or the staging of a run that has left no more
   * @param flawOfList what is wrong with the list of files, of kept states
   */
  public record Found(
      RunStages stages,
      List<Manifest> finished,
      List<String> damaged,
      State state,
      Instant modified,
      Path place,
      Optional<String> flawOfList) {}

  private interface ListCheck {
    Optional<String> flaw() throws IOException;
  }

  /** What can be done with the stages of a run. */
  public enum State {
    /** A driver of this host, or a job of the cluster, works on them. */
    AT_WORK,
    /** The command that made them can go on from them. */
    RESUMABLE,
    /** Partial states of files, which {@code --state} reads again and again. */
    KEPT,
    /** Another version of the program has made them. */
    OTHER_VERSION,
    /** No manifest can be read, where there is one. */
    DAMAGED,
    /** No stage is finished. */
    EMPTY,
    /** This user may not look into them, or they are nothing that the program has made. */
    UNREADABLE
  }

  /**
   * Finds stages.
   *
   * @param path an output, there or not, or a directory with outputs, or with kept states, in it
   */
  public List<Found> find(Path path) throws IOException, InterruptedException {
    FileSystem files = path.getFileSystem(conf);
    Set<Path> outputs = new LinkedHashSet<>(Leftovers.outputsWithLeftovers(files, path));
    Path qualified = files.makeQualified(path);
    if (!qualified.isRoot()) {
      outputs.add(qualified);
    }
    List<Found> found = new ArrayList<>();
    for (Path output : outputs) {
      for (RunStages stages : RunStages.beside(files, output)) {
        found.add(look(stages, stages.runId(), State.RESUMABLE, Optional::empty));
      }
    }
    for (Generation generation : Generation.in(files, path)) {
      found.add(look(generation.stages(), generation.runId(), State.KEPT, generation::flawOfList));
    }
    return found;
  }

  private static Found unreadable(RunStages stages) throws IOException {
    return new Found(
        stages,
        List.of(),
        List.of(),
        State.UNREADABLE,
        stages.modified(),
        stages.place(),
        Optional.empty());
  }

  private Found look(RunStages stages, String runId, State whole, ListCheck list)
      throws IOException, InterruptedException {
    try {
      if (stages.isForeign()) {
        return unreadable(stages);
      }
      List<Manifest> finished = stages.finished();
      List<String> damaged = stages.damaged();
      State state = state(stages, runId, finished, whole);
      if (state == State.EMPTY && !damaged.isEmpty()) {
        state = State.DAMAGED;
      }
      return new Found(
          stages, finished, damaged, state, stages.lastChanged(), stages.place(), list.flaw());
    } catch (AccessControlException | AccessDeniedException e) {
      return unreadable(stages); // Of another user: it must not hide the others.
    }
  }

  private State state(RunStages stages, String runId, List<Manifest> finished, State whole)
      throws IOException, InterruptedException {
    if (stages.isOwnerAlive() || hasJob(runId)) {
      return State.AT_WORK;
    }
    if (finished.isEmpty()) {
      return State.EMPTY;
    }
    return whole == State.KEPT
            || finished.stream()
                .allMatch(stage -> stage.run().program().equals(ProgramVersion.get()))
        ? whole
        : State.OTHER_VERSION;
  }

  private boolean hasJob(String runId) throws IOException, InterruptedException {
    if (LocalSettings.isLocal(conf)) {
      return false;
    }
    try (RunningJobs jobs = new RunningJobs(conf)) {
      return jobs.find(runId).isPresent();
    }
  }

  /**
   * Deletes stages that nobody works on and that have not changed for so long.
   *
   * @param deleted is told of each when it is gone
   * @throws IOException the first reason why one could not be deleted, after all were tried
   */
  public void collect(Path path, Duration age, Consumer<Found> deleted)
      throws IOException, InterruptedException {
    Instant limit = Instant.now().minus(age);
    IOException failure = null;
    for (Found found : find(path)) {
      boolean old = !found.modified().isAfter(limit);
      if (old && COLLECTED.contains(found.state())) {
        try {
          found.stages().discardWithStaging();
          deleted.accept(found);
        } catch (IOException e) {
          failure = failure == null ? e : failure;
        }
      }
    }
    if (failure != null) {
      throw failure;
    }
  }
}
