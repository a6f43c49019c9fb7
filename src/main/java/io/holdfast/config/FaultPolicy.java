package io.holdfast.config;

import java.util.List;
import java.util.stream.Stream;

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
  public static final String DATA_NODE_TIMEOUT = "dfs.client.socket-timeout";
  public static final String CONNECT_TIMEOUT = "ipc.client.connect.timeout";
  public static final String CONNECT_RETRIES = "ipc.client.connect.max.retries.on.timeouts";
  public static final String CALL_TIMEOUT = "ipc.client.rpc-timeout.ms";
  public static final String QUEUE = "mapreduce.job.queuename";
  public static final String PRIORITY = "mapreduce.job.priority";
  public static final String NODE_LABEL = "mapreduce.job.node-label-expression";
  public static final String TAGS = "mapreduce.job.tags";
  public static final String ENCRYPTION = "mapreduce.job.encrypted-intermediate-data";

  /** The tag of every job of this program. */
  public static final String OWN_TAG = "holdfast";

  private static final List<FaultSetting> ALL =
      Stream.of(
              AttemptSettings.ALL,
              SpeculationSettings.ALL,
              NetworkSettings.ALL,
              ResourceSettings.ALL)
          .flatMap(List::stream)
          .toList();

  private FaultPolicy() {}

  /** Returns all settings; those that work together stand together. */
  public static List<FaultSetting> all() {
    return ALL;
  }
}
