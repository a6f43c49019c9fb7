package io.holdfast.cluster;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.fs.FileSystem;
import org.apache.hadoop.fs.FileUtil;
import org.apache.hadoop.hdfs.DFSConfigKeys;
import org.apache.hadoop.hdfs.DFSTestUtil;
import org.apache.hadoop.hdfs.MiniDFSCluster;
import org.apache.hadoop.hdfs.MiniDFSCluster.DataNodeProperties;
import org.apache.hadoop.hdfs.server.datanode.DataNode;
import org.apache.hadoop.mapreduce.Cluster;
import org.apache.hadoop.mapreduce.Job;
import org.apache.hadoop.mapreduce.TaskCompletionEvent;
import org.apache.hadoop.mapreduce.TypeConverter;
import org.apache.hadoop.mapreduce.v2.MiniMRYarnCluster;
import org.apache.hadoop.yarn.api.records.ApplicationId;
import org.apache.hadoop.yarn.client.api.YarnClient;
import org.apache.hadoop.yarn.server.resourcemanager.rmapp.RMApp;
import org.awaitility.Awaitility;

/**
 * HDFS and YARN of a few nodes in this JVM, their files below {@code target}, their ports free
 * ones: {@code test.build.data} names the directory, to Hadoop's own classes too. Containers are
 * processes of their own, as on any cluster.
 */
public final class TestCluster implements AutoCloseable {
  /** The number of data nodes. */
  public static final int DATA_NODES = 3;

  /**
   * The number of node managers: one that a job avoids must be less than a third of them, or Hadoop
   * lets no job avoid any.
   */
  public static final int NODES = 4;

  private static final int NODE_MB = 1536;
  private static final String LOOPBACK = "127.0.0.";
  private static final Duration PATIENCE = Duration.ofSeconds(60);

  private final Path directory;
  private final MiniMRYarnCluster yarn;
  private final MiniDFSCluster hdfs;
  private final List<WorkerNode> nodes = new CopyOnWriteArrayList<>();
  private final List<DataNodeProperties> dead = new ArrayList<>();
  private final HadoopJar hadoopJar;
  private int nodesStarted;

  /** Starts it and waits until it works. */
  TestCluster() throws IOException {
    String name = "cluster-" + ProcessHandle.current().pid();
    directory = Path.of(System.getProperty("test.build.data"), name);
    yarn = new MiniMRYarnCluster(name, 0);
    Configuration conf = ClusterSettings.create(directory);
    hdfs = new MiniDFSCluster.Builder(conf).numDataNodes(DATA_NODES).build();
    hdfs.waitActive();
    yarn.init(conf);
    yarn.start();
    Files.createDirectories(directory.resolve("tmp"));
    restoreNodes();
    hadoopJar = new HadoopJar(directory.resolve("client"), yarn.getConfig());
  }

  /** Returns HDFS; it lives as long as the cluster. */
  public FileSystem files() throws IOException {
    return hdfs.getFileSystem();
  }

  /** Returns the node manager of a host. */
  public WorkerNode node(String host) {
    return nodes.stream().filter(node -> node.host().equals(host)).findFirst().orElseThrow();
  }

  /** Returns what a job has on the disks of the nodes that live. */
  public List<Path> localFiles(String application) throws IOException {
    List<Path> found = new ArrayList<>();
    for (WorkerNode node : nodes) {
      found.addAll(node.localFiles(application));
    }
    return found;
  }

  /** Lets a node manager die. */
  public void kill(WorkerNode node) throws IOException {
    nodes.remove(node);
    node.die();
  }

  /** Lets a data node die; each has a replica of every block. */
  public void killDataNode(int number) throws IOException {
    dead.add(hdfs.stopDataNode(dataNode(number).getDisplayName()));
  }

  /**
   * Says whether the name node counts on a data node's replica of a file's first block; it does no
   * longer when a reader has told it that this is corrupt.
   */
  public boolean isReplicaTrusted(int dataNode, org.apache.hadoop.fs.Path file) throws IOException {
    String node = dataNode(dataNode).getDisplayName();
    return List.of(files().getFileBlockLocations(file, 0, 1)[0].getNames()).contains(node);
  }

  /** A data node is known by its disk: one that starts again goes to the end of Hadoop's list. */
  private DataNode dataNode(int number) {
    String disk = hdfs.getInstanceStorageDir(number, 0).getName();
    return hdfs.getDataNodes().stream()
        .filter(node -> node.getConf().get(DFSConfigKeys.DFS_DATANODE_DATA_DIR_KEY).contains(disk))
        .findFirst()
        .orElseThrow();
  }

  /** Starts the data nodes that have died, and waits until all are known. */
  public void restoreDataNodes() throws IOException {
    for (DataNodeProperties node : dead) {
      hdfs.restartDataNode(node);
    }
    if (!dead.isEmpty()) {
      dead.clear();
      hdfs.waitActive();
    }
  }

  /** Damages every byte of a data node's replica of a file's first block; each has one. */
  public void corruptReplica(int dataNode, org.apache.hadoop.fs.Path file) throws IOException {
    Path replica = hdfs.getBlockFile(dataNode, DFSTestUtil.getFirstBlock(files(), file)).toPath();
    byte[] bytes = Files.readAllBytes(replica);
    for (int i = 0; i < bytes.length; i++) {
      bytes[i] ^= 1;
    }
    Files.write(replica, bytes);
  }

  /** Starts as many node managers as have died, and waits until all are known. */
  public void restoreNodes() {
    while (nodes.size() < NODES) {
      nodesStarted++;
      Path home = directory.resolve("node" + nodesStarted);
      nodes.add(new WorkerNode(yarn.getConfig(), home, LOOPBACK + nodesStarted, NODE_MB));
    }
    Awaitility.await("nodes known to the resource manager")
        .atMost(PATIENCE)
        .until(() -> yarn.getResourceManager().getRMContext().getRMNodes().size() == NODES);
  }

  /** Returns how many jobs it was given so far. */
  public int jobs() {
    return yarn.getResourceManager().getRMContext().getRMApps().size();
  }

  /** Returns the last job with a tag, or null as long as there is none. */
  public RMApp job(String tag) {
    return yarn.getResourceManager().getRMContext().getRMApps().values().stream()
        .filter(app -> app.getApplicationTags().contains(tag))
        .max(Comparator.comparing(RMApp::getApplicationId))
        .orElse(null);
  }

  /** Ends a job that a test no longer waits for. */
  public void kill(RMApp job) throws Exception {
    try (YarnClient client = YarnClient.createYarnClient()) {
      client.init(yarn.getConfig());
      client.start();
      client.killApplication(job.getApplicationId());
    }
  }

  /** Returns what a client needs to know. */
  public Configuration conf() {
    return yarn.getConfig();
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
  public HadoopJar hadoopJar() {
    return hadoopJar;
  }

  @Override
  public void close() throws IOException {
    nodes.parallelStream().forEach(WorkerNode::close); // Each takes seconds.
    yarn.stop();
    hdfs.shutdown();
    if (!FileUtil.fullyDelete(directory.toFile())) {
      throw new IOException("[" + directory + "] expected to delete it, got a refusal");
    }
  }
}
