package io.holdfast.job;

import io.holdfast.config.HadoopDefaults;
import java.io.Closeable;
import java.io.File;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.fs.FileUtil;
import org.apache.hadoop.mapreduce.MRConfig;
import org.apache.hadoop.util.ShutdownHookManager;

/**
 * Where a local run keeps its spills: a directory of its own below {@code hadoop.tmp.dir}, and one
 * below each of {@code mapreduce.cluster.local.dir} where that is set. They are deleted at the end,
 * also when the process is interrupted.
 */
final class ScratchDirectory implements Closeable {
  private static final String BASE = "hadoop.tmp.dir";

  private final File directory;
  private final List<File> spills = new ArrayList<>();
  private final Runnable hook = this::delete;

  /** Makes the directories; a disk that takes none is left out, as Hadoop does. */
  ScratchDirectory(Configuration conf, String runId) throws IOException {
    String name = "holdfast-" + runId;
    directory = new File(conf.get(BASE), name);
    if (!directory.mkdirs()) {
      throw refused(directory.getPath(), BASE);
    }
    if (HadoopDefaults.isSet(conf, MRConfig.LOCAL_DIR)) {
      for (String disk : conf.getTrimmedStrings(MRConfig.LOCAL_DIR)) {
        File spill = new File(disk, name);
        if (spill.mkdirs()) {
          spills.add(spill);
        }
      }
      if (spills.isEmpty()) {
        delete();
        throw refused(conf.get(MRConfig.LOCAL_DIR), MRConfig.LOCAL_DIR);
      }
    }
    int priority = JobKiller.SHUTDOWN_PRIORITY - 1;
    ShutdownHookManager.get()
        .addShutdownHook(hook, priority, JobKiller.SHUTDOWN_SECONDS, TimeUnit.SECONDS);
  }

  private static IOException refused(String where, String key) {
    return new IOException(
        "[" + where + "] expected to make a directory for spills; try -D " + key + "=DIR");
  }

  /** Sends a job's temporary files there. */
  void use(Configuration job) {
    job.set(BASE, directory.getPath());
    job.set("mapreduce.jobtracker.staging.root.dir", directory.getPath() + "/staging");
    if (!spills.isEmpty()) {
      job.setStrings(MRConfig.LOCAL_DIR, spills.stream().map(File::getPath).toArray(String[]::new));
    }
  }

  private void delete() {
    FileUtil.fullyDelete(directory);
    spills.forEach(FileUtil::fullyDelete);
  }

  @Override
  public void close() {
    delete();
    if (!ShutdownHookManager.get().isShutdownInProgress()) {
      ShutdownHookManager.get().removeShutdownHook(hook);
    }
  }
}
