package io.holdfast.cluster;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.yarn.conf.YarnConfiguration;
import org.apache.hadoop.yarn.server.nodemanager.NodeManager;

/** A node manager in this JVM. Its containers are processes of their own. */
public final class WorkerNode implements AutoCloseable {
  private static final List<String> ADDRESSES =
      List.of(
          YarnConfiguration.NM_ADDRESS,
          YarnConfiguration.NM_LOCALIZER_ADDRESS,
          YarnConfiguration.NM_WEBAPP_ADDRESS,
          YarnConfiguration.NM_COLLECTOR_SERVICE_ADDRESS);

  private final NodeManager manager = new NodeManager();
  private final Path local;

  /**
   * Starts it.
   *
   * @param cluster with the addresses of the resource manager
   * @param directory for its files, of its own
   * @param host a name or address of this machine that no other node has: hosts are what a job
   *     avoids after failures
   * @param memoryMb what its containers may take together
   */
  WorkerNode(Configuration cluster, Path directory, String host, int memoryMb) {
    Configuration conf = new YarnConfiguration(cluster);
    local = directory.resolve("local");
    conf.set(YarnConfiguration.NM_LOCAL_DIRS, local.toString());
    conf.set(YarnConfiguration.NM_LOG_DIRS, directory.resolve("log").toString());
    conf.setInt(YarnConfiguration.NM_PMEM_MB, memoryMb);
    ADDRESSES.forEach(address -> conf.set(address, host + ":0"));
    manager.init(conf);
    manager.start();
  }

  /**
   * Dies: its containers with it, and nobody is told. A node manager that is stopped in order takes
   * its leave of the resource manager, unless it was decommissioned; so it is made to believe that.
   */
  public void die() throws IOException {
    manager.getNMContext().setDecommissioned(true);
    manager.stop();
  }

  /**
   * Returns the files and links that a job has on this node's disk. Empty directories do not count:
   * a node manager that hears of a job's end while it fetches a task's files deletes the job's
   * directory, and its localizer may make that anew.
   */
  List<Path> localFiles(String application) throws IOException {
    try (Stream<Path> all = Files.walk(local)) {
      return all.filter(path -> path.toString().contains(application))
          .filter(path -> !Files.isDirectory(path, LinkOption.NOFOLLOW_LINKS))
          .toList();
    } catch (UncheckedIOException e) {
      return List.of(local); // It is being deleted: look again.
    }
  }

  /** Returns the name or address that no other node has. */
  String host() {
    return manager.getNMContext().getNodeId().getHost();
  }

  @Override
  public void close() {
    manager.stop();
  }
}
