package io.holdfast.config;

import java.util.ArrayList;
import java.util.List;
import org.apache.hadoop.conf.Configuration;

/** Finds settings that do not work together as their reader would think. */
public final class PolicyWarnings {
  private static final int DEFAULT_MASTER_LIMIT = 2;

  private PolicyWarnings() {}

  /** Returns a line for each; the policy must have been written. */
  public static List<String> find(Configuration conf) {
    List<String> lines = new ArrayList<>();
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
    return lines;
  }

  private static int masterLimit(Configuration conf) {
    int usual = conf.getInt("yarn.resourcemanager.am.max-attempts", DEFAULT_MASTER_LIMIT);
    return conf.getInt("yarn.resourcemanager.am.global.max-attempts", usual);
  }
}
