package io.holdfast.output;

import io.holdfast.error.ErrorKind;
import io.holdfast.error.HoldfastException;
import java.io.IOException;
import java.util.List;
import org.apache.hadoop.fs.FileStatus;
import org.apache.hadoop.fs.FileSystem;
import org.apache.hadoop.fs.Path;

/**
 * Ends a replacement that was cut off between its renames and that nobody will repeat. The driver
 * calls it before a run.
 *
 * <p>Races: a live run whose replacement is undone by it finds the place taken, and ends with a
 * conflict and the old output intact; one that published just before loses only the old output,
 * which it was about to delete.
 */
public final class ReplaceRecovery {
  private ReplaceRecovery() {}

  /** What was found and done. */
  public enum Outcome {
    /** No replacement was cut off. */
    NOTHING_TO_DO,
    /** The output was missing; the old one has its name again. */
    OLD_RESTORED,
    /** The new output was there; the old one was deleted. */
    OLD_DELETED,
    /** Something that is no output of this program has the name; the old output stays aside. */
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
    List<Path> olds =
        store.list(output.getParent()).stream()
            .map(FileStatus::getPath)
            .filter(sibling -> OutputPaths.isOld(output, sibling))
            .toList();
    if (olds.size() > 1 && !store.exists(output)) {
      throw new HoldfastException(
          ErrorKind.CONFLICT,
          "[%s] expected one earlier output to put back, got %s; try to rename one of them"
              .formatted(output, olds));
    }
    Outcome outcome = Outcome.NOTHING_TO_DO;
    for (Path old : olds) {
      outcome = restore(store, output, old);
    }
    return outcome;
  }

  /** Puts back what one run moved aside, unless the place was taken since. */
  static Outcome restore(OutputStore store, OutputPaths paths) throws IOException {
    return store.exists(paths.old())
        ? restore(store, paths.output(), paths.old())
        : Outcome.NOTHING_TO_DO;
  }

  private static Outcome restore(OutputStore store, Path output, Path old) throws IOException {
    if (!store.exists(output)) {
      try {
        store.rename(old, output);
        return Outcome.OLD_RESTORED;
      } catch (IOException e) {
        if (!store.exists(old) && store.exists(output)) {
          return Outcome.OLD_RESTORED;
        }
        if (!store.exists(output)) {
          throw new IOException("[" + old + "] expected to rename it to " + output, e);
        }
      }
    }
    if (Manifest.find(store, output).isEmpty()) {
      return Outcome.OLD_KEPT_ASIDE;
    }
    store.delete(old);
    return Outcome.OLD_DELETED;
  }
}
