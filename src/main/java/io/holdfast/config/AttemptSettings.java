package io.holdfast.config;

import io.holdfast.config.FaultSetting.Unit;
import java.util.List;

/** How often things are tried, and when an attempt counts as failed. */
final class AttemptSettings {
  static final List<FaultSetting> ALL =
      List.of(
          new FaultSetting(
              FaultPolicy.MAP_ATTEMPTS,
              "4",
              Unit.COUNT,
              "--max-attempts",
              "How often a map task is tried before the job fails. 1 means no retry: the first"
                  + " failure of a disk, node or process ends the job."),
          new FaultSetting(
              FaultPolicy.REDUCE_ATTEMPTS,
              "4",
              Unit.COUNT,
              "--max-attempts",
              "The same for a reduce task."),
          new FaultSetting(
              FaultPolicy.MASTER_ATTEMPTS,
              "2",
              Unit.COUNT,
              "",
              "How often the application master is tried. The cluster's"
                  + " yarn.resourcemanager.am.max-attempts caps it."),
          new FaultSetting(
              "yarn.app.mapreduce.am.job.recovery.enable",
              "true",
              Unit.SWITCH,
              "",
              "A new application master keeps the finished tasks of the one that died. Off, it runs"
                  + " them all again."),
          new FaultSetting(
              "mapreduce.map.failures.maxpercent",
              "0",
              Unit.NONE,
              "",
              "How many map tasks may fail in a job that succeeds. Any other value is refused: the"
                  + " result would lack a part of its input."),
          new FaultSetting(
              "mapreduce.reduce.failures.maxpercent",
              "0",
              Unit.NONE,
              "",
              "The same for reduce tasks."),
          new FaultSetting(
              FaultPolicy.NODE_FAILURES,
              "2",
              Unit.COUNT,
              "",
              "After so many failures on one node the job's later attempts go elsewhere. It must be"
                  + " less than the attempts of a task; --max-attempts 1 or 2 sets it to 1."),
          new FaultSetting(
              "yarn.app.mapreduce.am.job.node-blacklisting.enable",
              "true",
              Unit.SWITCH,
              "",
              "Whether they do. Off, all attempts of a task may fail on one bad node."),
          new FaultSetting(
              "yarn.app.mapreduce.am.job.node-blacklisting.ignore-threshold-node-percent",
              "33",
              Unit.PERCENT,
              "",
              "Where a larger share of the nodes is excluded, Hadoop excludes none: then it is the"
                  + " job that fails, not the nodes."),
          new FaultSetting(
              FaultPolicy.TASK_TIMEOUT,
              "60000",
              Unit.MS,
              "--task-timeout",
              "An attempt that reports nothing for so long is killed and counts as failed. Longer"
                  + " finds a hung task later, shorter kills what waits for a slow disk; 0 waits for"
                  + " ever."),
          new FaultSetting(
              "mapreduce.task.timeout.check-interval-ms",
              "5000",
              Unit.MS,
              "",
              "How often the master looks for attempts that have timed out: what detection takes"
                  + " longer than the timeout."),
          new FaultSetting(
              "mapreduce.task.stuck.timeout-ms",
              "180000",
              Unit.MS,
              "",
              "How long a started container may take until its first report; it fetches the job's"
                  + " files in that time."),
          new FaultSetting(
              "mapreduce.task.progress-report.interval",
              "1000",
              Unit.MS,
              "",
              "How often an attempt reports. More often finds stragglers sooner and gives the master"
                  + " more to do; raise it for jobs with thousands of running tasks."));

  private AttemptSettings() {}
}
