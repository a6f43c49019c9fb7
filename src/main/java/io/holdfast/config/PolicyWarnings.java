package io.holdfast.config;

import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;
import org.apache.hadoop.conf.Configuration;

/** Finds settings that are not what this program would take, or do not work together. */
public final class PolicyWarnings {
  private static final int DEFAULT_MASTER_LIMIT = 2;
  private static final Pattern CLUSTER_FILE =
      Pattern.compile("(?:.*/)?(?:core|hdfs|yarn|mapred)-site\\.xml");

  private PolicyWarnings() {}

  /** Returns a line for each; the policy must have been written. */
  public static List<String> find(Configuration conf) {
    List<String> lines = new ArrayList<>();
    addClusters(lines, conf);
    addTasks(lines, conf);
    addMasters(lines, conf);
    addLate(lines, conf);
    return lines;
  }

  /** What a file of the cluster says holds, though nobody may have said it of this job. */
  private static void addClusters(List<String> lines, Configuration conf) {
    for (FaultSetting row : FaultPolicy.all()) {
      Setting holds = Setting.read(conf, row.key(), "");
      if (!row.defaultValue().isEmpty()
          && !holds.value().equals(row.defaultValue())
          && CLUSTER_FILE.matcher(holds.source()).matches()) {
        lines.add(
            String.format(
                "[%s] is %s by %s, not %s (%s)",
                row.key(), holds.value(), holds.source(), row.defaultValue(), HadoopDefaults.OURS));
      }
    }
  }

  private static void addTasks(List<String> lines, Configuration conf) {
    int attempts =
        Math.min(
            conf.getInt(FaultPolicy.MAP_ATTEMPTS, 0), conf.getInt(FaultPolicy.REDUCE_ATTEMPTS, 0));
    int onNode = conf.getInt(FaultPolicy.NODE_FAILURES, 0);
    if (attempts > 1 && onNode >= attempts) {
      lines.add(
          String.format(
              "[%s] is %d: all %d attempts of a task may fail on one node; try a smaller value",
              FaultPolicy.NODE_FAILURES, onNode, attempts));
    }
  }

  private static void addMasters(List<String> lines, Configuration conf) {
    int masters = conf.getInt(FaultPolicy.MASTER_ATTEMPTS, 0);
    int limit = masterLimit(conf);
    if (masters > limit) {
      lines.add(
          String.format(
              "[%s] is %d, but the cluster allows %d",
              FaultPolicy.MASTER_ATTEMPTS, masters, limit));
    }
    if (conf.getBoolean(FaultPolicy.ENCRYPTION, false) && masters > 1) {
      lines.add(
          String.format(
              "[%s] is true: Hadoop gives the application master one attempt, not %d",
              FaultPolicy.ENCRYPTION, masters));
    }
  }

  /** What is noticed later than the task timeout never is: the attempt that waits is killed. */
  private static void addLate(List<String> lines, Configuration conf) {
    long dataNode = conf.getLong(FaultPolicy.DATA_NODE_TIMEOUT, 0);
    long tries = conf.getLong(FaultPolicy.CONNECT_RETRIES, 0) + 1;
    long connection = tries * conf.getLong(FaultPolicy.CONNECT_TIMEOUT, 0);
    long call = conf.getLong(FaultPolicy.CALL_TIMEOUT, 0);
    addLate(lines, conf, FaultPolicy.DATA_NODE_TIMEOUT, dataNode);
    addLate(lines, conf, FaultPolicy.CONNECT_RETRIES, connection);
    addLate(lines, conf, FaultPolicy.CALL_TIMEOUT, call);
  }

  private static void addLate(List<String> lines, Configuration conf, String key, long noticedMs) {
    long timeout = conf.getLong(FaultPolicy.TASK_TIMEOUT, 0);
    if (timeout > 0 && (noticedMs == 0 || noticedMs >= timeout)) {
      lines.add(
          String.format(
              "[%s] is %s: a machine that is gone is noticed %s, and an attempt that waits for it"
                  + " is killed after %d ms; try a smaller value",
              key,
              conf.get(key),
              noticedMs == 0 ? "late or never" : "after " + noticedMs + " ms",
              timeout));
    }
  }

  private static int masterLimit(Configuration conf) {
    int usual = conf.getInt("yarn.resourcemanager.am.max-attempts", DEFAULT_MASTER_LIMIT);
    return conf.getInt("yarn.resourcemanager.am.global.max-attempts", usual);
  }
}
