package io.holdfast.output;

import java.io.IOException;
import java.util.List;
import java.util.Optional;
import org.apache.hadoop.fs.FileStatus;
import org.apache.hadoop.fs.FileSystem;
import org.apache.hadoop.fs.Path;

/** Staging directories of runs that ended, or died. */
public final class Leftovers {
  private Leftovers() {}

  /**
   * Returns the runs that have staging or stages beside an output: those that work, and those that
   * died.
   */
  public static List<String> runIds(FileSystem files, Path output) throws IOException {
    Path qualified = files.makeQualified(output);
    return OutputStore.of(files).list(qualified.getParent()).stream()
        .flatMap(sibling -> OutputPaths.stagedRun(qualified, sibling.getPath()).stream())
        .distinct()
        .toList();
  }

  /** Returns the directory for the outputs of a run's stages; not made yet. */
  public static Path stages(FileSystem files, Path output, String runId) {
    return new OutputPaths(files.makeQualified(output), runId).stages();
  }

  /** Returns the directory that a run works in, or what is left of it. */
  public static Path staging(FileSystem files, Path output, String runId) throws IOException {
    OutputPaths paths = new OutputPaths(files.makeQualified(output), runId);
    return OutputStore.of(files).exists(paths.staging()) ? paths.staging() : paths.trash();
  }

  /** Says whether a run's staging and its trash, where they are there, are what runs make. */
  public static boolean isStaging(FileSystem files, Path output, String runId) throws IOException {
    OutputPaths paths = new OutputPaths(files.makeQualified(output), runId);
    OutputStore store = OutputStore.of(files);
    for (Path place : List.of(paths.staging(), paths.trash())) {
      Optional<FileStatus> found = store.status(place);
      if (found.isPresent()
          && !(found.get().isDirectory()
              && (store.list(place).isEmpty()
                  || store.list(place).stream().anyMatch(paths::isOfStaging)))) {
        return false;
      }
    }
    return true;
  }

  /** Returns the outputs, there or not, that have something of a run beside them in a directory. */
  public static List<Path> outputsWithLeftovers(FileSystem files, Path directory)
      throws IOException {
    return OutputStore.of(files).list(files.makeQualified(directory)).stream()
        .flatMap(found -> OutputPaths.outputOf(found.getPath()).stream())
        .distinct()
        .toList();
  }

  /** Deletes a run's staging. If the run works still, it fails; its output, if published, stays. */
  public static void discard(FileSystem files, Path output, String runId) throws IOException {
    discard(OutputStore.of(files), new OutputPaths(files.makeQualified(output), runId));
  }

  /**
   * Renames staging away, then deletes it: attempts still at work cannot add to it while it is
   * deleted, and no commit finds it half there. May be cut off and repeated.
   */
  static void discard(OutputStore store, OutputPaths paths) throws IOException {
    store.delete(paths.trash());
    if (store.exists(paths.staging())) {
      try {
        store.rename(paths.staging(), paths.trash());
      } catch (IOException e) {
        if (store.exists(paths.staging())) {
          throw e;
        }
      }
      store.delete(paths.trash());
    }
  }
}
