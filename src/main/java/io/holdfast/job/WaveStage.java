package io.holdfast.job;

import io.holdfast.input.split.InputWindow;
import io.holdfast.output.OutputSettings;
import io.holdfast.output.StateOutputFormat;
import io.holdfast.reduce.StateReducer;
import io.holdfast.shuffle.GroupKey;
import io.holdfast.shuffle.PartialState;
import java.io.IOException;
import java.util.Map;
import java.util.OptionalLong;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.fs.Path;
import org.apache.hadoop.mapreduce.Job;

/**
 * Reads one of several windows of the input, and keeps the partial states of its groups.
 *
 * @param number from 0
 * @param directory of the run's stages
 */
record WaveStage(JobPlan plan, int number, Path directory) implements Stage {
  @Override
  public String name() {
    return "wave-" + (number + 1);
  }

  @Override
  public Path output() {
    return new Path(directory, name());
  }

  /** It knows nothing of the other waves. */
  @Override
  public boolean coversEarlier() {
    return false;
  }

  @Override
  public int reducers() {
    return Waves.reducers(plan);
  }

  @Override
  public long inputBytes(Configuration conf) {
    return plan.input().totalBytes() / plan.waves();
  }

  @Override
  public OutputSettings outputSettings() {
    Map<String, String> more = Map.of(Waves.COUNT, "" + plan.waves());
    return OutputSettings.ofStates(output(), plan.description(name(), more));
  }

  @Override
  public StageOutline outline(Configuration conf) {
    String reads = "a " + plan.waves() + "th of the input, to keep partial states";
    OptionalLong bytes = OptionalLong.of(inputBytes(conf));
    String partitioner = AggregationStage.partitioner(plan, conf);
    return new StageOutline(name(), reads, bytes, partitioner, reducers());
  }

  @Override
  public Job createJob(Configuration conf) throws IOException {
    Job job = new AggregationStage(plan, output()).createJob(conf);
    outputSettings().store(job.getConfiguration());
    InputWindow.of(number, plan.waves(), plan.input().totalBytes()).write(job.getConfiguration());
    job.setJobName(job.getJobName() + ", " + name() + " of " + plan.waves());
    job.setNumReduceTasks(reducers());
    job.setReducerClass(StateReducer.class);
    job.setOutputFormatClass(StateOutputFormat.class);
    job.setOutputKeyClass(GroupKey.class);
    job.setOutputValueClass(PartialState.class);
    return job;
  }
}
