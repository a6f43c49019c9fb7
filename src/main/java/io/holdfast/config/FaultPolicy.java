package io.holdfast.config;

import io.holdfast.config.FaultSetting.Unit;
import java.util.List;

/**
 * What keeps a job on a cluster alive: every setting of fault tolerance with our default. A default
 * holds only where nobody has set the key; {@link PolicyWriter} applies it. Hadoop's local job
 * runner retries nothing and never speculates, so none of this acts there.
 */
public final class FaultPolicy {
  public static final String MAP_ATTEMPTS = "mapreduce.map.maxattempts";
  public static final String REDUCE_ATTEMPTS = "mapreduce.reduce.maxattempts";
  public static final String MASTER_ATTEMPTS = "mapreduce.am.max-attempts";
  public static final String NODE_FAILURES = "mapreduce.job.maxtaskfailures.per.tracker";
  public static final String MAP_SPECULATION = "mapreduce.map.speculative";
  public static final String REDUCE_SPECULATION = "mapreduce.reduce.speculative";
  public static final String TASK_TIMEOUT = "mapreduce.task.timeout";
  public static final String QUEUE = "mapreduce.job.queuename";
  public static final String PRIORITY = "mapreduce.job.priority";
  public static final String NODE_LABEL = "mapreduce.job.node-label-expression";
  public static final String TAGS = "mapreduce.job.tags";
  public static final String ENCRYPTION = "mapreduce.job.encrypted-intermediate-data";

  /** The tag of every job of this program. */
  public static final String OWN_TAG = "holdfast";

  private static final String SPECULATIVE = "mapreduce.job.speculative.";
  private static final String ESTIMATOR = "yarn.app.mapreduce.am.job.task.estimator.";
  private static final String SMOOTHING = ESTIMATOR + "simple.exponential.smooth.";
  private static final String SHUFFLE = "mapreduce.reduce.shuffle.";

  private static final List<FaultSetting> ALL =
      List.of(
          row(
              MAP_ATTEMPTS,
              "4",
              Unit.COUNT,
              "--max-attempts",
              "How often a map task is tried before the job fails. 1 means no retry: the first"
                  + " failure of a disk, node or process ends the job."),
          row(REDUCE_ATTEMPTS, "4", Unit.COUNT, "--max-attempts", "The same for a reduce task."),
          row(
              MASTER_ATTEMPTS,
              "2",
              Unit.COUNT,
              "",
              "How often the application master is tried. The cluster's"
                  + " yarn.resourcemanager.am.max-attempts caps it."),
          row(
              "yarn.app.mapreduce.am.job.recovery.enable",
              "true",
              Unit.SWITCH,
              "",
              "A new application master keeps the finished tasks of the one that died. Off, it runs"
                  + " them all again."),
          row(
              "mapreduce.map.failures.maxpercent",
              "0",
              Unit.NONE,
              "",
              "How many map tasks may fail in a job that succeeds. Any other value is refused: the"
                  + " result would lack a part of its input."),
          row(
              "mapreduce.reduce.failures.maxpercent",
              "0",
              Unit.NONE,
              "",
              "The same for reduce tasks."),
          row(
              NODE_FAILURES,
              "2",
              Unit.COUNT,
              "",
              "After so many failures on one node the job's later attempts go elsewhere. It must be"
                  + " less than the attempts of a task; --max-attempts 1 or 2 sets it to 1. Where"
                  + " more than a third of the nodes are excluded, Hadoop excludes none."),
          row(
              TASK_TIMEOUT,
              "60000",
              Unit.MS,
              "--task-timeout",
              "An attempt that reports nothing for so long is killed and counts as failed. Longer"
                  + " finds a hung task later, shorter kills what waits for a slow disk; 0 waits for"
                  + " ever."),
          row(
              "mapreduce.task.timeout.check-interval-ms",
              "5000",
              Unit.MS,
              "",
              "How often the master looks for attempts that have timed out: what detection takes"
                  + " longer than the timeout."),
          row(
              "mapreduce.task.stuck.timeout-ms",
              "180000",
              Unit.MS,
              "",
              "How long a started container may take until its first report; it fetches the job's"
                  + " files in that time."),
          row(
              "mapreduce.task.progress-report.interval",
              "1000",
              Unit.MS,
              "",
              "How often an attempt reports. More often finds stragglers sooner and gives the master"
                  + " more to do; raise it for jobs with thousands of running tasks."),
          row(
              MAP_SPECULATION,
              "true",
              Unit.SWITCH,
              "--[no-]speculation",
              "A second attempt of a map task that lags behind the others; the first to finish"
                  + " counts. Off, the slowest node decides how long the job takes."),
          row(
              REDUCE_SPECULATION,
              "true",
              Unit.SWITCH,
              "--[no-]speculation",
              "The same for reduce tasks."),
          row(
              SPECULATIVE + "minimum-allowed-tasks",
              "10",
              Unit.COUNT,
              "",
              "So many second attempts may always run, also in a job of a few tasks."),
          row(
              SPECULATIVE + "speculative-cap-running-tasks",
              "0.1",
              Unit.SHARE,
              "",
              "And so many of the running tasks, where that is more. A larger share takes more of"
                  + " the cluster for work that is done twice."),
          row(
              SPECULATIVE + "retry-after-no-speculate",
              "500",
              Unit.MS,
              "",
              "The pause after a look that found no straggler."),
          row(
              SPECULATIVE + "retry-after-speculate",
              "1000",
              Unit.MS,
              "",
              "The pause after a look that found one: each look starts one second attempt."),
          row(
              ESTIMATOR + "class",
              "org.apache.hadoop.mapreduce.v2.app.speculate.SimpleExponentialTaskRuntimeEstimator",
              Unit.TEXT,
              "",
              "Foretells a task's end from its latest progress, so that one that slows down half-way"
                  + " is found too."),
          row(
              SMOOTHING + "lambda-ms",
              "1000",
              Unit.MS,
              "",
              "How far back the estimate looks. Longer is steadier and slower to notice."),
          row(
              SMOOTHING + "stagnated-ms",
              "2000",
              Unit.MS,
              "",
              "How long without progress until the estimate counts a task as stalled."),
          row(
              SHUFFLE + "connect.timeout",
              "20000",
              Unit.MS,
              "",
              "How long a reduce task waits for a connection to a node with map output. Shorter"
                  + " notices a dead node sooner, and takes a busy one for dead."),
          row(SHUFFLE + "read.timeout", "30000", Unit.MS, "", "How long it then waits for data."),
          row(
              SHUFFLE + "fetch.retry.interval-ms",
              "1000",
              Unit.MS,
              "",
              "The pause between fetches from a node manager that restarts, where the cluster has"
                  + " node manager recovery."),
          row(
              SHUFFLE + "fetch.retry.timeout-ms",
              "30000",
              Unit.MS,
              "",
              "How long such fetches go on before they count as failed."),
          row(
              SHUFFLE + "retry-delay.max.ms",
              "10000",
              Unit.MS,
              "",
              "The longest pause before a failed fetch is tried again."),
          row(
              SHUFFLE + "max-fetch-failures-notifications",
              "3",
              Unit.COUNT,
              "",
              "After so many failed fetches of one map's output, by half of the running reduce tasks"
                  + " or more, the map task runs again elsewhere."),
          row(
              "yarn.client.nodemanager-connect.max-wait-ms",
              "20000",
              Unit.MS,
              "",
              "How long the master tries to reach a node that does not answer. Shorter moves the"
                  + " node's tasks sooner, and takes a restart for a death."),
          row(
              "yarn.client.nodemanager-connect.retry-interval-ms",
              "1000",
              Unit.MS,
              "",
              "The pause between those tries."),
          row(
              "mapreduce.client.submit.file.replication",
              "10",
              Unit.COUNT,
              "",
              "Copies of the job's jar and settings. They must outlive any node, and every"
                  + " container reads them; about the square root of the number of nodes."),
          row(
              "dfs.replication",
              "",
              Unit.COUNT,
              "",
              "Copies of each block of the output. With 1 a lost disk loses a part of it."),
          row(QUEUE, "", Unit.TEXT, "--queue", "The queue that the job waits and runs in."),
          row(
              PRIORITY,
              "",
              Unit.TEXT,
              "--priority",
              "Within the queue: VERY_HIGH, HIGH, NORMAL, LOW, VERY_LOW or a number, the larger"
                  + " first."),
          row(
              NODE_LABEL,
              "",
              Unit.TEXT,
              "--node-label",
              "Containers run on nodes with this label alone; with none free they wait."),
          row(
              TAGS,
              OWN_TAG,
              Unit.TEXT,
              "--tag",
              "Finds the job again: yarn application -list -appTags holdfast. A tag is added to this"
                  + " one."),
          row(
              "mapreduce.map.memory.mb",
              "",
              Unit.MB,
              "",
              "The container of a map task. Over it YARN kills the attempt. Without it Hadoop takes"
                  + " what -Xmx needs, or else 1024."),
          row("mapreduce.reduce.memory.mb", "", Unit.MB, "", "The same for a reduce task."),
          row(
              "mapreduce.job.heap.memory-mb.ratio",
              "0.8",
              Unit.SHARE,
              "",
              "The heap's share of the container, where -Xmx is not set. The rest is for threads,"
                  + " buffers and codecs; with too little of it YARN kills the attempt."),
          row("mapreduce.map.cpu.vcores", "", Unit.COUNT, "", "The cores of a map task."),
          row("mapreduce.reduce.cpu.vcores", "", Unit.COUNT, "", "The same for a reduce task."),
          row(
              ENCRYPTION,
              "false",
              Unit.SWITCH,
              "",
              "Encrypts spills and what the shuffle moves. Hadoop then gives the application master"
                  + " one attempt, since the key dies with it."),
          row(
              "mapreduce.map.output.compress",
              "true",
              Unit.SWITCH,
              "",
              "Compresses map output: less disk and network for a little more CPU."),
          row(
              "mapreduce.map.output.compress.codec",
              "org.apache.hadoop.io.compress.SnappyCodec",
              Unit.TEXT,
              "",
              "How. DefaultCodec (zlib) is smaller and slower; zstd needs native Hadoop on every"
                  + " node."));

  private FaultPolicy() {}

  /** Returns all settings; those that work together stand together. */
  public static List<FaultSetting> all() {
    return ALL;
  }

  private static FaultSetting row(
      String key, String defaultValue, Unit unit, String flag, String meaning) {
    return new FaultSetting(key, defaultValue, unit, flag, meaning);
  }
}
