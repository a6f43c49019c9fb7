package io.holdfast.config;

import io.holdfast.config.FaultSetting.Unit;
import java.util.List;

/** Where a job runs and with what: copies, queue, memory, cores, compression. */
final class ResourceSettings {
  static final List<FaultSetting> ALL =
      List.of(
          new FaultSetting(
              "mapreduce.client.submit.file.replication",
              "10",
              Unit.COUNT,
              "",
              "Copies of the job's jar and settings. They must outlive any node, and every"
                  + " container reads them; about the square root of the number of nodes."),
          new FaultSetting(
              "dfs.replication",
              "",
              Unit.COUNT,
              "",
              "Copies of each block of the output. With 1 a lost disk loses a part of it."),
          new FaultSetting(
              FaultPolicy.QUEUE,
              "",
              Unit.TEXT,
              "--queue",
              "The queue that the job waits and runs in."),
          new FaultSetting(
              FaultPolicy.PRIORITY,
              "",
              Unit.TEXT,
              "--priority",
              "Within the queue: VERY_HIGH, HIGH, NORMAL, LOW, VERY_LOW or a number, the larger"
                  + " first."),
          new FaultSetting(
              FaultPolicy.NODE_LABEL,
              "",
              Unit.TEXT,
              "--node-label",
              "Containers run on nodes with this label alone; with none free they wait."),
          new FaultSetting(
              FaultPolicy.TAGS,
              FaultPolicy.OWN_TAG,
              Unit.TEXT,
              "--tag",
              "Finds the job again: yarn application -list -appTags holdfast. A tag is added to this"
                  + " one."),
          new FaultSetting(
              "yarn.app.mapreduce.am.resource.mb",
              "",
              Unit.MB,
              "",
              "The container of the application master. Tens of thousands of tasks need more, and the"
                  + " -Xmx of yarn.app.mapreduce.am.command-opts raised with it: a master without memory"
                  + " dies, and so does the next."),
          new FaultSetting(
              "mapreduce.map.memory.mb",
              "",
              Unit.TASK_MB,
              "",
              "The container of a map task. Over it YARN kills the attempt. Without it, or with -1,"
                  + " Hadoop takes what -Xmx needs, or else 1024."),
          new FaultSetting(
              "mapreduce.reduce.memory.mb", "", Unit.TASK_MB, "", "The same for a reduce task."),
          new FaultSetting(
              "mapreduce.map.java.opts",
              "",
              Unit.TEXT,
              "",
              "Options of a map task's JVM. With an -Xmx there the heap is that, however large the"
                  + " container."),
          new FaultSetting(
              "mapreduce.reduce.java.opts", "", Unit.TEXT, "", "The same for a reduce task."),
          new FaultSetting(
              "mapreduce.job.heap.memory-mb.ratio",
              "0.8",
              Unit.SHARE,
              "",
              "The heap's share of the container, where -Xmx is not set. The rest is for threads,"
                  + " buffers and codecs; with too little of it YARN kills the attempt."),
          new FaultSetting(
              "mapreduce.map.cpu.vcores", "", Unit.COUNT, "", "The cores of a map task."),
          new FaultSetting(
              "mapreduce.reduce.cpu.vcores", "", Unit.COUNT, "", "The same for a reduce task."),
          new FaultSetting(
              "mapreduce.job.reduce.slowstart.completedmaps",
              "0",
              Unit.SHARE,
              "",
              "The share of maps that must be done before reduce tasks get containers. At 0 their JVMs"
                  + " start while the maps run, where the cluster has room for all maps: 2 of the 13"
                  + " seconds of a small job. Maps come first, and take a waiting reduce task's place"
                  + " where they need it. On a cluster that is full, 0.8 leaves the room to others."),
          new FaultSetting(
              FaultPolicy.ENCRYPTION,
              "false",
              Unit.SWITCH,
              "",
              "Encrypts spills and what the shuffle moves. Hadoop then gives the application master"
                  + " one attempt, since the key dies with it."),
          new FaultSetting(
              "mapreduce.map.output.compress",
              "true",
              Unit.SWITCH,
              "",
              "Compresses map output: less disk and network for a little more CPU."),
          new FaultSetting(
              "mapreduce.map.output.compress.codec",
              "org.apache.hadoop.io.compress.SnappyCodec",
              Unit.TEXT,
              "",
              "How. DefaultCodec (zlib) is smaller and slower; zstd needs native Hadoop on every"
                  + " node."));

  private ResourceSettings() {}
}
