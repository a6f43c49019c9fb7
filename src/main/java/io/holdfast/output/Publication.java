package io.holdfast.output;

import io.holdfast.error.ErrorKind;
import io.holdfast.error.HoldfastException;
import java.io.IOException;
import java.util.Optional;
import org.apache.hadoop.fs.FileStatus;
import org.apache.hadoop.fs.Path;

/**
 * Makes the result the output, by one rename that fails where the output exists.
 *
 * <p>To replace, the old output is renamed aside first, and deleted at the end. Between the two
 * renames the output's name is missing for a moment, since no file system here can exchange two
 * directories; but both outputs exist, and each way on leads to one of them having the name.
 *
 * <p>Races:
 *
 * <ul>
 *   <li>Two runs, one output: one rename wins. The other run finds an output that is not its own
 *       and ends with a conflict.
 *   <li>The rename was done but reported as failed, or done by another application master of this
 *       run: the output's manifest names this run, so it is done.
 *   <li>Cut off between the two renames of a replacement: a repeated commit finds no output, and
 *       publishes. If none comes, {@link ReplaceRecovery} puts the old one back.
 *   <li>Two application masters of the run replace at once: one of them moves the old output aside.
 *       If the other has found it before, and moves what the first has published, that has its name
 *       again when the second rename finds no result; so what is aside is deleted only if it is not
 *       this run's.
 *   <li>Two runs that replace at once: one rename publishes, and the other run ends with a
 *       conflict; or one replaces what the other has just published.
 *   <li>Somebody makes the output between the two renames: a conflict. The old one is deleted only
 *       if the new one is a whole output of this program, else it is kept aside.
 * </ul>
 */
final class Publication {
  private final OutputStore store;
  private final OutputPaths paths;
  private final String runId;
  private final boolean replace;

  Publication(OutputStore store, OutputSettings settings) {
    this.store = store;
    this.paths = settings.paths();
    this.runId = settings.run().runId();
    this.replace = settings.replace();
  }

  /** Tells whether the output is there and this run's. */
  boolean isDone() throws IOException {
    return Manifest.find(store, paths.output()).filter(found -> found.isOf(runId)).isPresent();
  }

  /** Fails, before the run, where the output exists and must not be replaced. */
  void check() throws IOException {
    if (!store.exists(paths.output())) {
      return;
    }
    if (replace) {
      checkReplaceable();
    } else {
      throw conflict(
          Manifest.find(store, paths.output())
              .map(found -> "expected no output yet, got that of run " + found.run().runId())
              .orElse("expected no output yet, got one that this program did not make"));
    }
  }

  /** Publishes, unless another application master of the run has done so already. */
  void publish() throws IOException {
    if (isDone()) {
      return; // Else a replacement would move it aside and back.
    }
    if (replace) {
      moveOldAside();
    }
    try {
      store.rename(paths.result(), paths.output());
    } catch (IOException e) {
      if (isDone()) {
        return;
      }
      boolean taken = store.exists(paths.output());
      undo();
      if (taken) {
        throw overtaken();
      }
      throw e;
    }
  }

  /**
   * Deletes what this run replaced, once it has published; by then another run may have replaced
   * that in turn.
   */
  void forgetOld() throws IOException {
    if (replace) {
      ReplaceRecovery.forget(store, paths, runId);
    }
  }

  /** Puts back what this run moved aside, unless the place was taken since. */
  void undo() throws IOException {
    if (replace) {
      ReplaceRecovery.restore(store, paths);
    }
  }

  private void moveOldAside() throws IOException {
    if (!store.exists(paths.output())) {
      return;
    }
    if (store.exists(paths.old())) {
      if (!store.exists(paths.output())) {
        return; // Another master of this run has just moved it.
      }
      throw overtaken();
    }
    try {
      checkReplaceable();
      if (isDone()) {
        return;
      }
      store.rename(paths.output(), paths.old());
    } catch (IOException | HoldfastException e) {
      if (store.exists(paths.output())) {
        throw e;
      }
    }
  }

  private void checkReplaceable() throws IOException {
    Optional<FileStatus> found = store.status(paths.output());
    boolean empty =
        found.isPresent() && found.get().isDirectory() && store.list(paths.output()).isEmpty();
    if (!empty && Manifest.find(store, paths.output()).isEmpty()) {
      throw conflict("exists and is not an output of this program");
    }
  }

  private HoldfastException overtaken() throws IOException {
    String other =
        Manifest.find(store, paths.output())
            .map(found -> "was published by run " + found.run().runId())
            .orElse("was made by another program");
    Path old = paths.old();
    String kept = store.exists(old) ? ", and what it held before is in " + old : "";
    return conflict(other + " while this run was working" + kept);
  }

  private HoldfastException conflict(String what) {
    String remedy = replace ? "another output directory" : "another one, or --if-exists replace";
    return new HoldfastException(
        ErrorKind.CONFLICT, "[" + paths.output() + "] " + what + "; try " + remedy);
  }
}
