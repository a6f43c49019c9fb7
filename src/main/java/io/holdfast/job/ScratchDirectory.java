package io.holdfast.job;

import java.io.Closeable;
import java.io.File;
import java.io.IOException;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.fs.FileUtil;

/**
 * Where a local run keeps its spills: a directory of its own below {@code hadoop.tmp.dir}, deleted
 * at the end, also when the process is interrupted.
 */
final class ScratchDirectory implements Closeable {
  private static final String BASE = "hadoop.tmp.dir";

  private final File directory;
  private final Thread hook = new Thread(this::delete, "scratch-cleaner");

  /** Makes the directory. */
  ScratchDirectory(Configuration conf, String runId) throws IOException {
    directory = new File(conf.get(BASE), "holdfast-" + runId);
    if (!directory.mkdirs()) {
      throw new IOException(
          "[" + directory + "] expected to make a directory for spills; try -D " + BASE + "=DIR");
    }
    Runtime.getRuntime().addShutdownHook(hook);
  }

  /** Sends a job's temporary files there. */
  void use(Configuration job) {
    job.set(BASE, directory.getPath());
  }

  private void delete() {
    FileUtil.fullyDelete(directory);
  }

  @Override
  public void close() {
    delete();
    try {
      Runtime.getRuntime().removeShutdownHook(hook);
    } catch (IllegalStateException e) {
      return; // The JVM is going down: the hook is running already.
    }
  }
}
