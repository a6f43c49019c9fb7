package io.holdfast.job;

import io.holdfast.output.Leftovers;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.fs.Path;

/** The stages of a plan. */
final class StageList {
  private StageList() {}

  /**
   * Returns the jobs to run, one after the other: each but the first reads what those before have
   * made, and the last makes the output.
   */
  static List<Stage> of(JobPlan plan, Configuration conf) throws IOException {
    Path output = plan.request().output();
    Path directory = Leftovers.stages(output.getFileSystem(conf), output, plan.runId());
    boolean sliced = plan.balance().placement().hasSlices();
    boolean ordered = plan.bound().isOrdered();
    List<Stage> stages = sources(plan, directory);
    boolean merged = plan.states().isPresent() || !stages.isEmpty();
    String last = sliced ? JoinStage.NAME : merged ? MergeStage.NAME : AggregationStage.NAME;
    Path unordered = ordered ? new Path(directory, last) : output;
    Stage rows = rows(plan, stages, sliced ? new Path(directory, SliceStage.NAME) : unordered);
    if (sliced) {
      stages.add(new SliceStage(plan, rows, rows.output()));
      stages.add(new JoinStage(plan, rows.output(), unordered));
    } else {
      stages.add(rows);
    }
    if (ordered) {
      stages.add(new OrderingStage(plan, unordered));
    }
    return stages;
  }

  /** Returns those that are still to be run where some are done: what a later one covers is not. */
  static List<Stage> missing(List<Stage> stages, Set<String> done) {
    int first = stages.size() - 1;
    while (first > 0) {
      Stage before = stages.get(first - 1);
      if (before.coversEarlier() && done.contains(before.name())) {
        break;
      }
      first--;
    }
    return stages.subList(first, stages.size()).stream()
        .filter(stage -> !done.contains(stage.name()))
        .toList();
  }

  /** Returns the stages that keep partial states of parts of the input. */
  private static List<Stage> sources(JobPlan plan, Path directory) {
    List<Stage> stages = new ArrayList<>();
    if (plan.states().isPresent()) {
      stages.addAll(plan.states().get().stages(plan));
    } else {
      for (int wave = 0; plan.waves() > 1 && wave < plan.waves(); wave++) {
        stages.add(new WaveStage(plan, wave, directory));
      }
    }
    return stages;
  }

  /** Returns the stage that makes rows of what these have kept, or of the input. */
  private static Stage rows(JobPlan plan, List<Stage> sources, Path output) {
    if (plan.states().isPresent()) {
      return new MergeStage(plan, plan.states().get().merged(), output, plan.states());
    }
    return sources.isEmpty()
        ? new AggregationStage(plan, output)
        : new MergeStage(
            plan, sources.stream().map(Stage::output).toList(), output, Optional.empty());
  }
}
