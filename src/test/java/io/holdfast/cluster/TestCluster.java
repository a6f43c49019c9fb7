package io.holdfast.cluster;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.fs.FileSystem;
import org.apache.hadoop.fs.FileUtil;
import org.apache.hadoop.hdfs.MiniDFSCluster;
import org.apache.hadoop.mapreduce.Cluster;
import org.apache.hadoop.mapreduce.Job;
import org.apache.hadoop.mapreduce.TaskCompletionEvent;
import org.apache.hadoop.mapreduce.TypeConverter;
import org.apache.hadoop.mapreduce.v2.MiniMRYarnCluster;
import org.apache.hadoop.yarn.api.records.ApplicationId;

/**
 * HDFS and YARN of a few nodes in this JVM, their files below {@code target}, their ports free
 * ones: {@code test.build.data} names the directory, to Hadoop's own classes too. Containers are
 * processes of their own, as on any cluster.
 */
public final class TestCluster implements AutoCloseable {
  /** The number of data nodes, and of node managers. */
  public static final int NODES = 2;

  private final Path directory;
  private final MiniMRYarnCluster yarn;
  private final MiniDFSCluster hdfs;

  /** Starts it and waits until it works. */
  TestCluster() throws IOException {
    String name = "cluster-" + ProcessHandle.current().pid();
    directory = Path.of(System.getProperty("test.build.data"), name);
    yarn = new MiniMRYarnCluster(name, NODES);
    Configuration conf = ClusterSettings.create(directory);
    hdfs = new MiniDFSCluster.Builder(conf).numDataNodes(NODES).build();
    hdfs.waitActive();
    yarn.init(conf);
    yarn.start();
    Files.createDirectories(directory.resolve("tmp"));
  }

  /** Returns HDFS; it lives as long as the cluster. */
  public FileSystem files() throws IOException {
    return hdfs.getFileSystem();
  }

  /** Returns how many jobs it was given so far. */
  int jobs() {
    return yarn.getResourceManager().getRMContext().getRMApps().size();
  }

  /** Returns how the attempts of the last job ended. */
  List<TaskCompletionEvent.Status> lastAttempts() throws IOException, InterruptedException {
    ApplicationId last =
        yarn.getResourceManager().getRMContext().getRMApps().keySet().stream()
            .max(Comparator.naturalOrder())
            .orElseThrow();
    Cluster client = new Cluster(yarn.getConfig());
    try {
      Job job = client.getJob(TypeConverter.fromYarn(last));
      return Arrays.stream(job.getTaskCompletionEvents(0, Integer.MAX_VALUE))
          .map(TaskCompletionEvent::getStatus)
          .toList();
    } finally {
      client.close();
    }
  }

  /** Returns {@code hadoop jar} with this cluster's configuration. */
  HadoopJar hadoopJar() throws IOException {
    return new HadoopJar(directory.resolve("client"), yarn.getConfig());
  }

  @Override
  public void close() throws IOException {
    yarn.stop();
    hdfs.shutdown();
    if (!FileUtil.fullyDelete(directory.toFile())) {
      throw new IOException("[" + directory + "] expected to delete it, got a refusal");
    }
  }
}
