package io.holdfast.config;

import io.holdfast.config.FaultSetting.Unit;
import java.util.List;

/** Second attempts of tasks that lag behind. */
final class SpeculationSettings {
  private static final String SPECULATIVE = "mapreduce.job.speculative.";
  private static final String ESTIMATOR = "yarn.app.mapreduce.am.job.task.estimator.";
  private static final String SMOOTHING = ESTIMATOR + "simple.exponential.smooth.";

  static final List<FaultSetting> ALL =
      List.of(
          new FaultSetting(
              FaultPolicy.MAP_SPECULATION,
              "true",
              Unit.SWITCH,
              "--[no-]speculation",
              "A second attempt of a map task that lags behind the others; the first to finish"
                  + " counts. Off, the slowest node decides how long the job takes."),
          new FaultSetting(
              FaultPolicy.REDUCE_SPECULATION,
              "true",
              Unit.SWITCH,
              "--[no-]speculation",
              "The same for reduce tasks."),
          new FaultSetting(
              SPECULATIVE + "minimum-allowed-tasks",
              "10",
              Unit.COUNT,
              "",
              "So many second attempts may always run, also in a job of a few tasks."),
          new FaultSetting(
              SPECULATIVE + "speculative-cap-running-tasks",
              "0.1",
              Unit.SHARE,
              "",
              "And so many of the running tasks, where that is more. A larger share takes more of"
                  + " the cluster for work that is done twice."),
          new FaultSetting(
              SPECULATIVE + "speculative-cap-total-tasks",
              "0.01",
              Unit.SHARE,
              "",
              "Or so many of all tasks, where that is more still."),
          new FaultSetting(
              SPECULATIVE + "retry-after-no-speculate",
              "500",
              Unit.MS,
              "",
              "The pause after a look that found no straggler."),
          new FaultSetting(
              SPECULATIVE + "retry-after-speculate",
              "1000",
              Unit.MS,
              "",
              "The pause after a look that found one: each look starts one second attempt."),
          new FaultSetting(
              ESTIMATOR + "class",
              "org.apache.hadoop.mapreduce.v2.app.speculate.SimpleExponentialTaskRuntimeEstimator",
              Unit.TEXT,
              "",
              "Foretells a task's end from its latest progress, so that one that slows down half-way"
                  + " is found too."),
          new FaultSetting(
              SMOOTHING + "lambda-ms",
              "1000",
              Unit.MS,
              "",
              "How far back the estimate looks. Longer is steadier and slower to notice."),
          new FaultSetting(
              SMOOTHING + "stagnated-ms",
              "2000",
              Unit.MS,
              "",
              "How long without progress until the estimate counts a task as stalled."));

  private SpeculationSettings() {}
}
