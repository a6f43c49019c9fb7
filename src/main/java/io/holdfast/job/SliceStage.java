package io.holdfast.job;

import io.holdfast.output.OutputSettings;
import io.holdfast.output.StateOutputFormat;
import io.holdfast.reduce.SlicingReducer;
import io.holdfast.shuffle.BalancedPartitioner;
import io.holdfast.shuffle.GroupKey;
import io.holdfast.shuffle.PartialState;
import java.io.IOException;
import java.util.Map;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.fs.Path;
import org.apache.hadoop.mapreduce.Job;

/**
 * Does what another stage does, but in place of rows keeps what they can be made of: hot groups in
 * slices on many reducers, of all others few values each.
 *
 * @param rows the other stage
 */
record SliceStage(JobPlan plan, Stage rows, Path output) implements Stage {
  static final String NAME = "slice";

  @Override
  public String name() {
    return NAME;
  }

  @Override
  public int reducers() {
    return rows.reducers();
  }

  @Override
  public long inputBytes(Configuration conf) throws IOException {
    return rows.inputBytes(conf);
  }

  @Override
  public OutputSettings outputSettings() {
    return OutputSettings.ofStates(output, plan.description(NAME, Map.of()));
  }

  @Override
  public StageOutline outline(Configuration conf) {
    StageOutline other = rows.outline(conf);
    String partitioner = BalancedPartitioner.class.getSimpleName();
    return new StageOutline(NAME, other.reads(), other.bytes(), partitioner, reducers());
  }

  @Override
  public Job createJob(Configuration conf) throws IOException {
    Job job = rows.createJob(conf);
    job.setJobName(job.getJobName() + ", sliced");
    outputSettings().store(job.getConfiguration());
    if (rows instanceof MergeStage) {
      AggregationStage.sortByPartitions(job.getConfiguration());
    }
    plan.balance().placement().write(job.getConfiguration());
    job.setPartitionerClass(BalancedPartitioner.class);
    job.setReducerClass(SlicingReducer.class);
    job.setOutputFormatClass(StateOutputFormat.class);
    job.setOutputKeyClass(GroupKey.class);
    job.setOutputValueClass(PartialState.class);
    return job;
  }
}
