package io.holdfast.output;

import io.holdfast.error.ErrorKind;
import io.holdfast.error.HoldfastException;
import java.io.IOException;
import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;
import org.apache.hadoop.fs.FileStatus;
import org.apache.hadoop.fs.FileSystem;
import org.apache.hadoop.fs.Path;

/**
 * Ends a replacement that was cut off between its renames and that nobody will repeat. The driver
 * calls it before a run.
 *
 * <p>Races: a live run whose replacement is undone by it finds the place taken, and ends with a
 * conflict and the old output intact; one that published just before loses only the old output,
 * which it was about to delete. What is deleted is first given a name of its own, looked at again,
 * and kept if it is newer than what has the output's name, or if nothing has.
 */
public final class ReplaceRecovery {
  private ReplaceRecovery() {}

  /** What was found and done. */
  public enum Outcome {
    /** No replacement was cut off. */
    NOTHING_TO_DO,
    /** The output was missing; the old one has its name again. */
    OLD_RESTORED,
    /** A newer output was there; the old one was deleted. */
    OLD_DELETED,
    /** Something that is no newer output has the name; what is aside stays there. */
    OLD_KEPT_ASIDE
  }

  /**
   * Makes sure that an output which a dead run moved aside has its name again.
   *
   * @throws HoldfastException CONFLICT where more than one could have the name
   */
  public static Outcome restoreInterruptedReplace(FileSystem files, Path output)
      throws IOException {
    return restoreInterruptedReplace(OutputStore.of(files), files.makeQualified(output));
  }

  /** Does so for one run alone: what others have moved aside they may be about to replace. */
  public static Outcome restoreInterruptedReplace(FileSystem files, Path output, String runId)
      throws IOException {
    return restore(OutputStore.of(files), new OutputPaths(files.makeQualified(output), runId));
  }

  static Outcome restoreInterruptedReplace(OutputStore store, Path output) throws IOException {
    if (output.isRoot()) {
      return Outcome.NOTHING_TO_DO; // The run's own check refuses it.
    }
    List<Path> olds = siblings(store, output, sibling -> OutputPaths.isOld(output, sibling));
    if (olds.size() > 1 && !store.exists(output)) {
      throw new HoldfastException(
          ErrorKind.CONFLICT,
          "[%s] expected one earlier output to put back, got %s; try to rename one of them"
              .formatted(output, olds));
    }
    return settle(store, output, olds);
  }

  /** Puts back what one run moved aside, unless the place was taken since. */
  static Outcome restore(OutputStore store, OutputPaths paths) throws IOException {
    return settle(store, paths.output(), siblings(store, paths.output(), paths::isOwnOld));
  }

  private static List<Path> siblings(OutputStore store, Path output, Predicate<Path> wanted)
      throws IOException {
    return store.list(output.getParent()).stream().map(FileStatus::getPath).filter(wanted).toList();
  }

  private static Outcome settle(OutputStore store, Path output, List<Path> olds)
      throws IOException {
    Outcome outcome = Outcome.NOTHING_TO_DO;
    for (Path old : olds) {
      outcome = settle(store, output, old);
    }
    return outcome;
  }

  private static Outcome settle(OutputStore store, Path output, Path old) throws IOException {
    if (isPutBack(store, output, old)) {
      return Outcome.OLD_RESTORED;
    }
    if (Manifest.find(store, output).isEmpty()) {
      return Outcome.OLD_KEPT_ASIDE;
    }
    Optional<Path> claimed = claim(store, old);
    return claimed.isEmpty()
        ? Outcome.OLD_DELETED // By another, who saw the same.
        : settleClaimed(store, output, claimed.get());
  }

  /** Nobody else moves it now; but what has the output's name may have changed before. */
  private static Outcome settleClaimed(OutputStore store, Path output, Path claimed)
      throws IOException {
    if (isPutBack(store, output, claimed)) {
      return Outcome.OLD_RESTORED;
    }
    Optional<Manifest> there = Manifest.find(store, output);
    Optional<Manifest> aside = Manifest.find(store, claimed);
    boolean isOlder =
        there.isPresent()
            && (aside.isEmpty() || !aside.get().committedAt().isAfter(there.get().committedAt()));
    if (!isOlder) {
      return Outcome.OLD_KEPT_ASIDE;
    }
    store.delete(claimed);
    return Outcome.OLD_DELETED;
  }

  /** Gives it the output's name, if that is free. */
  private static boolean isPutBack(OutputStore store, Path output, Path old) throws IOException {
    if (store.exists(output)) {
      return false;
    }
    try {
      store.rename(old, output);
      return true;
    } catch (IOException e) {
      if (!store.exists(old)) {
        return true; // By another, or is about to be.
      }
      if (store.exists(output)) {
        return false;
      }
      throw new IOException("[" + old + "] expected to rename it to " + output, e);
    }
  }

  /**
   * Gives what is aside a name that nobody else knows: who looks at it and then deletes it by a
   * name that others use may delete what has come there since.
   *
   * @return empty where it is gone
   */
  private static Optional<Path> claim(OutputStore store, Path old) throws IOException {
    Path claimed = OutputPaths.claimed(old);
    try {
      store.rename(old, claimed);
      return Optional.of(claimed);
    } catch (IOException e) {
      if (store.exists(claimed)) {
        return Optional.of(claimed);
      }
      if (store.exists(old)) {
        throw e;
      }
      return Optional.empty();
    }
  }

  /**
   * Deletes what a run has replaced. Where that is the run's own output, which another of its
   * masters took for the old one, it gets its name back.
   */
  static void forget(OutputStore store, OutputPaths paths, String runId) throws IOException {
    for (Path old : siblings(store, paths.output(), paths::isOwnOld)) {
      Optional<Path> claimed = claim(store, old);
      if (claimed.isEmpty()) {
        continue;
      }
      if (Manifest.find(store, claimed.get()).filter(aside -> aside.isOf(runId)).isPresent()) {
        settleClaimed(store, paths.output(), claimed.get());
      } else {
        store.delete(claimed.get());
      }
    }
  }
}
