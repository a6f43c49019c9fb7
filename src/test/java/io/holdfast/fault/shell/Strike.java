package io.holdfast.fault.shell;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Objects;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.fs.FSDataOutputStream;
import org.apache.hadoop.fs.FileSystem;
import org.apache.hadoop.fs.Path;
import org.apache.hadoop.util.Progressable;
import org.apache.hadoop.yarn.api.ApplicationConstants;

/**
 * A fault that strikes an attempt now.
 *
 * @param number of the fault in its plan
 * @param fault which
 * @param name the attempt's
 * @param conf of the attempt
 * @param reporter hears that it lives
 */
record Strike(int number, Fault fault, String name, Configuration conf, Progressable reporter) {
  private static final String NODE = ApplicationConstants.Environment.NM_HOST.name();

  /**
   * Leaves a file with its node's host, whatever becomes of the attempt; the test counts these
   * files.
   */
  void announce() throws IOException {
    Path file = new Path(FaultPlan.firedDirectory(conf), number + "." + name);
    Path half = new Path(FaultPlan.directory(conf), file.getName());
    try (FSDataOutputStream out = files(half).create(half, false)) {
      String host = Objects.requireNonNullElse(System.getenv(NODE), "no node"); // In a local run.
      out.write(host.getBytes(StandardCharsets.UTF_8));
    }
    if (!files(half).rename(half, file)) { // So that it is whole as soon as it is there.
      throw new IOException("[" + file + "] expected a new name, got a refusal");
    }
  }

  /**
   * Says whether what this attempt waits for has happened. One that is being killed loses its file
   * systems before its life, and then waits on: if it failed instead, Hadoop would flush its map
   * output into a directory that its node is deleting.
   */
  boolean mayGoOn() {
    try {
      return isOpen();
    } catch (IOException e) {
      return false;
    }
  }

  private boolean isOpen() throws IOException {
    if (number + 1 == FaultPlan.read(conf).size()) {
      Path gate = FaultPlan.gate(conf);
      return files(gate).exists(gate);
    }
    String next = number + 1 + ".";
    Path fired = FaultPlan.firedDirectory(conf);
    return files(fired).listStatus(fired, path -> path.getName().startsWith(next)).length > 0;
  }

  LocalFiles localFiles() {
    return new LocalFiles(conf);
  }

  private FileSystem files(Path path) throws IOException {
    return path.getFileSystem(conf);
  }

  @Override
  public String toString() {
    return fault + " in " + name;
  }
}
