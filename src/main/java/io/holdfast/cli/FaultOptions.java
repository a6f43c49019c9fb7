package io.holdfast.cli;

import io.holdfast.config.FaultPolicy;
import io.holdfast.error.HoldfastException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.apache.hadoop.conf.Configuration;
import picocli.CommandLine.Option;

/** The options that set a part of the {@link FaultPolicy}; they act on a cluster alone. */
final class FaultOptions {
  private static final int MOST_ATTEMPTS = 100;
  private static final Duration SHORTEST_TIMEOUT = Duration.ofSeconds(5);
  private static final Duration LONGEST_TIMEOUT = Duration.ofDays(1);
  private static final String PRIORITY_FORM = "VERY_HIGH|HIGH|NORMAL|LOW|VERY_LOW|[0-9]{1,9}";
  private static final String TAG_FORM = "[!-~&&[^,]]{1,100}";

  @Option(
      names = "--max-attempts",
      paramLabel = "N",
      description = "How often a task is tried before the job fails (default: 4).")
  private Integer maxAttempts;

  @Option(
      names = "--speculation",
      negatable = true,
      description = "Start a second attempt of a task that lags behind, or do not (default: do).")
  private Boolean speculation;

  @Option(
      names = "--task-timeout",
      paramLabel = "TIME",
      converter = DurationConverter.class,
      description = "Kill an attempt that reports nothing for so long; ms, s or m (default: 60s).")
  private Duration taskTimeout;

  @Option(names = "--queue", paramLabel = "NAME", description = "The cluster's queue to run in.")
  private String queue;

  @Option(
      names = "--priority",
      paramLabel = "P",
      description = "VERY_HIGH, HIGH, NORMAL, LOW, VERY_LOW or a number, within the queue.")
  private String priority;

  @Option(
      names = "--node-label",
      paramLabel = "LABEL",
      description = "Run on the nodes with this label alone.")
  private String nodeLabel;

  @Option(
      names = "--tag",
      paramLabel = "TAG",
      description = "A tag to find the job by; may be given again.")
  private List<String> tags = List.of();

  /**
   * Sets what the options ask for.
   *
   * @throws HoldfastException of kind USER on a wrong value
   */
  void write(Configuration conf) {
    if (maxAttempts != null) {
      writeAttempts(conf);
    }
    if (speculation != null) {
      String flag = speculation ? "--speculation" : "--no-speculation";
      conf.set(FaultPolicy.MAP_SPECULATION, speculation.toString(), flag);
      conf.set(FaultPolicy.REDUCE_SPECULATION, speculation.toString(), flag);
    }
    if (taskTimeout != null) {
      check(
          taskTimeout.compareTo(SHORTEST_TIMEOUT) >= 0
              && taskTimeout.compareTo(LONGEST_TIMEOUT) <= 0,
          "[--task-timeout] expected 5s to 1440m, got %d ms; try 60s",
          taskTimeout.toMillis());
      conf.set(FaultPolicy.TASK_TIMEOUT, "" + taskTimeout.toMillis(), "--task-timeout");
    }
    writePlace(conf);
  }

  private void writeAttempts(Configuration conf) {
    String flag = "--max-attempts";
    check(
        maxAttempts >= 1 && maxAttempts <= MOST_ATTEMPTS,
        "[--max-attempts] expected a number from 1 to %d, got %d; try leaving it out",
        MOST_ATTEMPTS,
        maxAttempts);
    conf.set(FaultPolicy.MAP_ATTEMPTS, maxAttempts.toString(), flag);
    conf.set(FaultPolicy.REDUCE_ATTEMPTS, maxAttempts.toString(), flag);
    if (maxAttempts <= 2) { // Else the second attempt might go to the node of the first.
      conf.set(FaultPolicy.NODE_FAILURES, "1", flag);
    }
  }

  private void writePlace(Configuration conf) {
    writeText(conf, FaultPolicy.QUEUE, queue, "--queue");
    writeText(conf, FaultPolicy.NODE_LABEL, nodeLabel, "--node-label");
    check(
        priority == null || priority.matches(PRIORITY_FORM),
        "[--priority] expected VERY_HIGH, HIGH, NORMAL, LOW, VERY_LOW or a number, got %s",
        priority);
    writeText(conf, FaultPolicy.PRIORITY, priority, "--priority");
    if (!tags.isEmpty()) {
      List<String> all = new ArrayList<>(List.of(FaultPolicy.OWN_TAG));
      for (String tag : tags) {
        check(tag.matches(TAG_FORM), "[--tag] expected ASCII without commas, got \"%s\"", tag);
        all.add(tag);
      }
      conf.set(FaultPolicy.TAGS, String.join(",", all), "--tag");
    }
  }

  private static void writeText(Configuration conf, String key, String value, String flag) {
    if (value != null) {
      check(!value.isBlank(), "[%s] expected a name, got none", flag);
      conf.set(key, value, flag);
    }
  }

  private static void check(boolean holds, String message, Object... arguments) {
    if (!holds) {
      throw HoldfastException.user(message, arguments);
    }
  }
}
