package io.holdfast.fault.shell;

import io.holdfast.output.HoldfastCommitter;
import io.holdfast.output.OutputSettings;
import java.io.IOException;
import java.io.InterruptedIOException;
import org.apache.hadoop.mapreduce.JobContext;
import org.apache.hadoop.mapreduce.TaskAttemptContext;
import org.apache.hadoop.mapreduce.TaskType;

/** The committer, with faults before, in and after its commits. */
final class FaultyCommitter extends HoldfastCommitter {
  private final WatchedStore store;

  FaultyCommitter(OutputSettings settings, WatchedStore store) {
    super(settings, store);
    this.store = store;
  }

  /** A finished attempt asks this whatever its type: the one moment to meet a map's output. */
  @Override
  public boolean needsTaskCommit(TaskAttemptContext context) {
    boolean map = context.getTaskAttemptID().getTaskType() == TaskType.MAP;
    try {
      reach(FaultSite.ofTask(context), map ? Place.MAP_END : Place.REDUCE_END, 0);
    } catch (IOException e) {
      throw new IllegalStateException(e);
    }
    return super.needsTaskCommit(context);
  }

  @Override
  public void commitTask(TaskAttemptContext context) throws IOException {
    FaultSite site = FaultSite.ofTask(context);
    reach(site, Place.BEFORE_TASK_COMMIT, 0);
    store.watch(number -> reach(site, Place.IN_TASK_COMMIT, number));
    super.commitTask(context);
    reach(site, Place.AFTER_TASK_COMMIT, 0);
  }

  @Override
  public void commitJob(JobContext context) throws IOException {
    FaultSite site = FaultSite.ofMaster(context.getConfiguration());
    reach(site, Place.BEFORE_JOB_COMMIT, 0);
    store.watch(number -> reach(site, Place.IN_JOB_COMMIT, number));
    super.commitJob(context);
    reach(site, Place.AFTER_JOB_COMMIT, 0);
  }

  private static void reach(FaultSite site, Place place, long position) throws IOException {
    try {
      site.reach(place, position);
    } catch (InterruptedException e) {
      throw new InterruptedIOException(e.getMessage());
    }
  }
}
