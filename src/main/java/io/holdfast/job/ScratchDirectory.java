package io.holdfast.job;

import java.io.Closeable;
import java.io.File;
import java.io.IOException;
import java.util.concurrent.TimeUnit;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.fs.FileUtil;
import org.apache.hadoop.util.ShutdownHookManager;

/**
 * Where a local run keeps its spills: a directory of its own below {@code hadoop.tmp.dir}, deleted
 * at the end, also when the process is interrupted.
 */
final class ScratchDirectory implements Closeable {
  private static final String BASE = "hadoop.tmp.dir";

  private final File directory;
  private final Runnable hook = this::delete;

  /** Makes the directory. */
  ScratchDirectory(Configuration conf, String runId) throws IOException {
    directory = new File(conf.get(BASE), "holdfast-" + runId);
    if (!directory.mkdirs()) {
      throw new IOException(
          "[" + directory + "] expected to make a directory for spills; try -D " + BASE + "=DIR");
    }
    int priority = JobKiller.SHUTDOWN_PRIORITY - 1;
    ShutdownHookManager.get()
        .addShutdownHook(hook, priority, JobKiller.SHUTDOWN_SECONDS, TimeUnit.SECONDS);
  }

  /** Sends a job's temporary files there. */
  void use(Configuration job) {
    job.set(BASE, directory.getPath());
    job.set("mapreduce.jobtracker.staging.root.dir", directory.getPath() + "/staging");
  }

  private void delete() {
    FileUtil.fullyDelete(directory);
  }

  @Override
  public void close() {
    delete();
    if (!ShutdownHookManager.get().isShutdownInProgress()) {
      ShutdownHookManager.get().removeShutdownHook(hook);
    }
  }
}
