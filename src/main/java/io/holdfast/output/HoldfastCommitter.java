package io.holdfast.output;

import io.holdfast.error.HoldfastException;
import java.io.FileNotFoundException;
import java.io.IOException;
import org.apache.hadoop.fs.Path;
import org.apache.hadoop.mapreduce.JobContext;
import org.apache.hadoop.mapreduce.JobStatus;
import org.apache.hadoop.mapreduce.OutputCommitter;
import org.apache.hadoop.mapreduce.TaskAttemptContext;
import org.apache.hadoop.mapreduce.TaskType;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Publishes a job's output by one rename, all of it or none.
 *
 * <p>While the job runs, the output does not exist; everything is in a hidden staging directory
 * beside it, named after the driver's run and so the same for each application master. The steps
 * are {@link TaskCommit}, {@link ResultAssembly} and {@link Publication}; each tells its own races.
 * Each can be cut off anywhere and done again, which is why {@link #isCommitJobRepeatable} and
 * {@link #isRecoverySupported(JobContext)} are true.
 *
 * <p>Races between the steps:
 *
 * <ul>
 *   <li>An attempt that lives on, unheard, after its job ended: staging is gone, nothing of an
 *       attempt makes it again, so its next step fails and nothing is left over.
 *   <li>An application master that lives on beside its successor, both committing: they move the
 *       same parts to the same places; each takes the other's work for its own, and one rename
 *       publishes.
 *   <li>An application master that dies after publishing and before saying so: its successor finds
 *       the output to be its own run's; {@link #recoverTask} and {@link #commitJob} have nothing to
 *       do.
 *   <li>One that aborts while its predecessor still commits: staging is renamed away before it is
 *       deleted, so the other finds either all of it or nothing to publish.
 * </ul>
 */
public class HoldfastCommitter extends OutputCommitter {
  private static final Logger LOG = LoggerFactory.getLogger(HoldfastCommitter.class);

  private final OutputSettings settings;
  private final OutputStore store;
  private final OutputPaths paths;

  /** Makes a committer that touches nothing until it is called. */
  public HoldfastCommitter(OutputSettings settings, OutputStore store) {
    this.settings = settings;
    this.store = store;
    this.paths = settings.paths();
  }

  /**
   * Makes staging, and a result's parents where they are missing. May be repeated. What is above
   * the output of another stage is the driver's: where another driver has taken that away, it must
   * not come back.
   */
  @Override
  public void setupJob(JobContext context) throws IOException {
    if (settings.format() == PartFormat.TEXT) {
      store.makeDirectories(paths.staging());
    } else {
      store.makeDirectory(paths.staging());
    }
    store.makeDirectory(paths.attempts());
    store.makeDirectory(paths.aborted());
    store.makeDirectory(paths.tasks());
  }

  /** Does nothing: the writer makes an attempt's directory, and only reduce attempts write. */
  @Override
  public void setupTask(TaskAttemptContext context) {}

  /**
   * Returns true for reduce attempts. One without a directory fails then in {@link #commitTask} and
   * is tried again, instead of being missed when it is too late.
   */
  @Override
  public boolean needsTaskCommit(TaskAttemptContext context) {
    return isReduce(context);
  }

  @Override
  public void commitTask(TaskAttemptContext context) throws IOException {
    new TaskCommit(store, paths).commit(context.getTaskAttemptID());
  }

  @Override
  public void abortTask(TaskAttemptContext context) throws IOException {
    new TaskCommit(store, paths).abort(context.getTaskAttemptID());
  }

  /**
   * Keeps a finished reduce task of an earlier application master, or throws to have it run again.
   */
  @Override
  public void recoverTask(TaskAttemptContext context) throws IOException {
    Path task = paths.task(context.getTaskAttemptID().getTaskID());
    if (isReduce(context) && !store.exists(task) && !publication().isDone()) {
      throw new FileNotFoundException("[" + task + "] expected a committed task, got nothing");
    }
  }

  /**
   * Publishes the output and deletes staging. A failure to delete is only logged: the output is
   * there.
   *
   * @throws HoldfastException CONFLICT where somebody else took the place; RESOURCE where a part is
   *     missing or not as its task left it
   */
  @Override
  public void commitJob(JobContext context) throws IOException {
    if (!publication().isDone()) {
      try {
        new ResultAssembly(store, settings).assemble(context.getNumReduceTasks());
        publication().publish();
      } catch (IOException | HoldfastException e) {
        if (!publication().isDone()) {
          throw e;
        }
        LOG.info("[{}] another application master of this run published it", paths.output());
      }
    }
    try {
      publication().forgetOld();
      Leftovers.discard(store, paths);
    } catch (IOException e) {
      LOG.warn("[{}] expected to delete it, got {}", paths.staging(), e.toString());
    }
  }

  /** Deletes staging, and puts an output that was about to be replaced back in its place. */
  @Override
  public void abortJob(JobContext context, JobStatus.State state) throws IOException {
    try {
      publication().undo();
    } finally {
      Leftovers.discard(store, paths);
    }
  }

  @Override
  public boolean isCommitJobRepeatable(JobContext context) {
    return true;
  }

  @Override
  public boolean isRecoverySupported(JobContext context) {
    return true;
  }

  PartWriter openPart(TaskAttemptContext context) throws IOException {
    return new PartWriter(store, settings, context);
  }

  StateWriter openStates(TaskAttemptContext context) throws IOException {
    return new StateWriter(store, paths, context);
  }

  private Publication publication() {
    return new Publication(store, settings);
  }

  private static boolean isReduce(TaskAttemptContext context) {
    return context.getTaskAttemptID().getTaskType() == TaskType.REDUCE;
  }
}
