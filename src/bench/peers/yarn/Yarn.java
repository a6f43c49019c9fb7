import java.io.BufferedReader;
import java.io.InputStreamReader;
import java.io.OutputStream;
import java.io.PrintStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.fs.FileSystem;
import org.apache.hadoop.hdfs.MiniDFSCluster;
import org.apache.hadoop.mapreduce.v2.MiniMRYarnCluster;
import org.apache.hadoop.yarn.server.resourcemanager.scheduler.QueueMetrics;

/**
 * HDFS and YARN with Hadoop's own settings in this process, until its standard input ends. Containers are
 * processes. The first argument is a directory for its files, and for a client's configuration in
 * {@code conf}; the second the containers' class path; the others are local directories to put under
 * {@code /} in HDFS. A line of input moves a result out of HDFS: its path, a space, the local path. The
 * answer comes once no container is left: an application master stays for seconds, and the next waits.
 */
final class Yarn {
  private static final int NODES = 2;
  private static final int NODE_MB = 4096;
  private static final int IDLE_POLL_MS = 100;
  private static final int IDLE_TRIES = 600;

  private Yarn() {}

  public static void main(String[] arguments) throws Exception {
    PrintStream answers = System.out;
    System.setOut(System.err); // The mini cluster tells of itself there.
    Path home = Path.of(arguments[0]).toAbsolutePath();
    Configuration conf = new Configuration();
    conf.set("hadoop.tmp.dir", home.resolve("tmp").toString());
    conf.set("hdfs.minidfs.basedir", home.resolve("hdfs").toString());
    conf.set("yarn.app.mapreduce.am.staging-dir", "/staging");
    conf.set("mapreduce.framework.name", "yarn");
    conf.setInt("yarn.nodemanager.resource.memory-mb", NODE_MB);
    conf.setFloat("yarn.nodemanager.disk-health-checker.max-disk-utilization-per-disk-percentage", 99);
    try (MiniDFSCluster hdfs = new MiniDFSCluster.Builder(conf).numDataNodes(NODES).build();
        MiniMRYarnCluster yarn = new MiniMRYarnCluster("yarn", NODES)) {
      hdfs.waitActive();
      yarn.init(conf);
      yarn.start();
      FileSystem files = hdfs.getFileSystem();
      for (String data : List.of(arguments).subList(2, arguments.length)) {
        files.copyFromLocalFile(hadoop(data), new org.apache.hadoop.fs.Path("/"));
      }
      Configuration client = new Configuration(yarn.getConfig());
      // As on any cluster: containers get the class path that is named, not that of a test.
      client.setBoolean("yarn.is.minicluster", false);
      client.unset("net.topology.node.switch.mapping.impl");
      client.set("mapreduce.application.classpath", arguments[1]);
      writeConf(Files.createDirectories(home.resolve("conf")), client);
      answers.println("ready");
      BufferedReader lines = new BufferedReader(new InputStreamReader(System.in));
      for (String line = lines.readLine(); line != null; line = lines.readLine()) {
        String[] paths = line.split(" ", 2);
        files.copyToLocalFile(true, hadoop(paths[0]), hadoop(paths[1]));
        QueueMetrics queues = yarn.getResourceManager().getResourceScheduler().getRootQueueMetrics();
        for (int tries = 0; queues.getAllocatedContainers() > 0; tries++) {
          if (tries == IDLE_TRIES) {
            throw new IllegalStateException("containers stay although their job has ended");
          }
          Thread.sleep(IDLE_POLL_MS); // The resource manager tells nobody when the last one ends.
        }
        answers.println("moved");
      }
    }
    System.exit(0); // Threads of the cluster would keep this process.
  }

  private static org.apache.hadoop.fs.Path hadoop(String path) {
    return new org.apache.hadoop.fs.Path(path);
  }

  /**
   * Writes what differs from Hadoop's defaults. Each site file is read after the default file of its
   * name only, so all hold all of it.
   */
  private static void writeConf(Path directory, Configuration cluster) throws Exception {
    Configuration defaults = new Configuration();
    Configuration conf = new Configuration(false);
    for (Map.Entry<String, String> entry : cluster) {
      if (!entry.getValue().equals(defaults.getRaw(entry.getKey()))) {
        conf.set(entry.getKey(), entry.getValue());
      }
    }
    for (String part : List.of("core", "hdfs", "mapred", "yarn")) {
      try (OutputStream out = Files.newOutputStream(directory.resolve(part + "-site.xml"))) {
        conf.writeXml(out);
      }
    }
    Files.writeString(directory.resolve("log4j.properties"), "log4j.rootLogger=WARN,E\nlog4j.appender.E=org.apache.log4j.ConsoleAppender\nlog4j.appender.E.layout=org.apache.log4j.PatternLayout\nlog4j.appender.E.target=System.err\n");
  }
}
