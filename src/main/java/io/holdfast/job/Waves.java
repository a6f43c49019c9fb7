package io.holdfast.job;

import io.holdfast.config.Keys;
import io.holdfast.error.HoldfastException;
import java.io.IOException;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.yarn.api.records.NodeReport;
import org.apache.hadoop.yarn.api.records.NodeState;
import org.apache.hadoop.yarn.client.api.YarnClient;
import org.apache.hadoop.yarn.exceptions.YarnException;

/** Into how many waves an input is parted, and into how many parts each. */
final class Waves {
  /** Tells in the manifest of a wave how many there are. */
  static final String COUNT = "holdfast.input.waves";

  private static final long LEAST_BYTES = 64L << 30;
  private static final long SECONDS = 30 * 60;
  private static final long BYTES_A_SECOND_AND_CORE = 50_000_000;

  /** More stages than these would cost more than they save, and nobody could look over them. */
  private static final long MOST = 1000;

  /** Who merges the waves lists the parts of all of them. */
  private static final int MOST_PARTS = 100_000;

  private Waves() {}

  /** Returns the number of reduce tasks of each wave. */
  static int reducers(JobPlan plan) {
    return Math.min(plan.reducers(), MOST_PARTS / plan.waves());
  }

  /** Returns the number of waves, 1 for an input that is worked at once. */
  static int count(Configuration conf, long inputBytes) throws IOException {
    long set = Keys.WAVE_BYTES.get(conf);
    if (set == 0 && inputBytes <= LEAST_BYTES) {
      return 1; // So that small runs need not ask the cluster.
    }
    long bytes =
        set > 0 ? set : Math.max(LEAST_BYTES, cores(conf) * SECONDS * BYTES_A_SECOND_AND_CORE);
    long waves = Math.max(1, (inputBytes - 1) / bytes + 1);
    if (set > 0 && waves > MOST) {
      throw HoldfastException.user(
          "[%s] expected at most %d waves, got %d; try at least %d",
          Keys.WAVE_BYTES.name(), MOST, waves, inputBytes / MOST + 1);
    }
    return (int) Math.min(MOST, waves);
  }

  private static long cores(Configuration conf) throws IOException {
    if (LocalSettings.isLocal(conf)) {
      return Runtime.getRuntime().availableProcessors();
    }
    YarnClient client = YarnClient.createYarnClient();
    client.init(conf);
    client.start();
    try {
      return client.getNodeReports(NodeState.RUNNING).stream()
          .map(NodeReport::getCapability)
          .mapToLong(capability -> capability.getVirtualCores())
          .sum();
    } catch (YarnException e) {
      throw new IOException("expected the resource manager to tell its nodes, got " + e, e);
    } finally {
      client.stop();
    }
  }
}
