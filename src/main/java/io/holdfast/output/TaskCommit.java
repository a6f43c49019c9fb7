package io.holdfast.output;

import java.io.IOException;
import org.apache.hadoop.fs.Path;
import org.apache.hadoop.mapreduce.TaskAttemptID;

/**
 * Makes an attempt its task's one result, by renaming its directory.
 *
 * <p>Races:
 *
 * <ul>
 *   <li>Two attempts of a task commit (after an application master's restart, or a commit whose
 *       reply was lost with its machine): the first rename wins, since the second finds its target
 *       taken. The second attempt is thrown away and counts as committed: its bytes are the same.
 *   <li>The rename was done but reported as failed: the task's directory is there, which is all
 *       that is asked.
 *   <li>Killed before the rename: nothing is committed and the attempt's directory goes with
 *       staging. After it: the next attempt finds the task committed.
 *   <li>An attempt is aborted while it commits: abort renames first as well. Whichever rename comes
 *       first takes the whole directory; none commits one that is half deleted.
 *   <li>An abort after the commit finds no attempt, and does not look at tasks.
 * </ul>
 */
final class TaskCommit {
  private final OutputStore store;
  private final OutputPaths paths;

  TaskCommit(OutputStore store, OutputPaths paths) {
    this.store = store;
    this.paths = paths;
  }

  void commit(TaskAttemptID id) throws IOException {
    Path task = paths.task(id.getTaskID());
    try {
      store.rename(paths.attempt(id), task);
    } catch (IOException e) {
      if (!store.exists(task)) {
        throw e;
      }
      abort(id);
    }
  }

  void abort(TaskAttemptID id) throws IOException {
    Path attempt = paths.attempt(id);
    Path aside = paths.aborted(id);
    if (store.exists(attempt)) {
      // What an interrupted abort of the same attempt may have left.
      store.delete(aside);
      try {
        store.rename(attempt, aside);
      } catch (IOException e) {
        if (store.exists(attempt)) {
          throw e;
        }
      }
    }
    store.delete(aside);
  }
}
