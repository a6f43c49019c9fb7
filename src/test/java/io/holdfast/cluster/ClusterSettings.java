package io.holdfast.cluster;

import java.nio.file.Path;
import java.util.List;
import org.apache.hadoop.conf.Configuration;

/** What makes a cluster small and quick enough for two cores; servers and clients share it. */
final class ClusterSettings {
  /** For processes that live for seconds: start is most of their work. */
  static final List<String> SHORT_JVM =
      List.of(
          "-XX:+UseSerialGC",
          "-XX:TieredStopAtLevel=1",
          "-XX:+UnlockDiagnosticVMOptions",
          "-XX:-BytecodeVerificationRemote");

  private static final String TASK_JVM = String.join(" ", SHORT_JVM) + " -Xmx";

  private ClusterSettings() {}

  /** Returns the settings of a cluster that keeps all of its files in a directory. */
  static Configuration create(Path directory) {
    Configuration conf = new Configuration();
    conf.set("hadoop.tmp.dir", directory.resolve("tmp").toString());
    conf.set("hdfs.minidfs.basedir", directory.resolve("hdfs").toString());
    conf.set("yarn.app.mapreduce.am.staging-dir", "/staging");
    conf.set("mapreduce.framework.name", "yarn");
    // A file is closed when a data node has told the name node; the first question comes too soon.
    conf.setInt("dfs.client.block.write.locateFollowingBlock.initial.delay.ms", 10);
    nodes(conf);
    tasks(conf);
    return conf;
  }

  private static void nodes(Configuration conf) {
    conf.setInt("yarn.scheduler.minimum-allocation-mb", 128);
    conf.setInt("yarn.resourcemanager.nodemanagers.heartbeat-interval-ms", 100);
    // A dead node is found in seconds, not in ten minutes.
    conf.setInt("yarn.nm.liveness-monitor.expiry-interval-ms", 10_000);
    // Spreads a job's containers over the nodes.
    conf.setBoolean(
        "yarn.scheduler.capacity.per-node-heartbeat.multiple-assignments-enabled", false);
    // Two jobs at once: a tenth of so small a cluster has room for one application master.
    conf.setFloat("yarn.scheduler.capacity.maximum-am-resource-percent", 1);
    conf.setBoolean("yarn.nodemanager.vmem-check-enabled", false);
    conf.setFloat(
        "yarn.nodemanager.disk-health-checker.max-disk-utilization-per-disk-percentage", 99);
  }

  private static void tasks(Configuration conf) {
    conf.setInt("yarn.app.mapreduce.am.resource.mb", 512);
    conf.set("yarn.app.mapreduce.am.command-opts", TASK_JVM + "384m");
    conf.setInt("yarn.app.mapreduce.am.scheduler.heartbeat.interval-ms", 200);
    conf.setInt("mapreduce.map.memory.mb", 256);
    conf.setInt("mapreduce.reduce.memory.mb", 256);
    conf.set("mapreduce.map.java.opts", TASK_JVM + "160m");
    conf.set("mapreduce.reduce.java.opts", TASK_JVM + "160m");
    conf.setInt("mapreduce.task.io.sort.mb", 16);
  }
}
