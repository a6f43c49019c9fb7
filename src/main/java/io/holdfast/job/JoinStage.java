package io.holdfast.job;

import io.holdfast.checkpoint.RunStages;
import io.holdfast.checkpoint.StageInputFormat;
import io.holdfast.map.SliceMapper;
import io.holdfast.output.Manifest;
import io.holdfast.output.OutputSettings;
import io.holdfast.shuffle.SliceTotals;
import java.io.IOException;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.fs.Path;
import org.apache.hadoop.mapreduce.Job;

/**
 * Makes rows of what {@link SliceStage} has kept: how many values each slice has is known now, so
 * few of them are needed.
 */
record JoinStage(JobPlan plan, Path slices, Path output) implements Stage {
  static final String NAME = "join";

  @Override
  public String name() {
    return NAME;
  }

  @Override
  public int reducers() {
    return plan.reducers();
  }

  @Override
  public long inputBytes(Configuration conf) throws IOException {
    return RunStages.bytes(List.of(slices), conf);
  }

  @Override
  public OutputSettings outputSettings() {
    return AggregationStage.outputSettings(plan, output, NAME);
  }

  @Override
  public StageOutline outline(Configuration conf) {
    String partitioner = AggregationStage.partitioner(plan, conf);
    String reads = "the states of " + SliceStage.NAME;
    return new StageOutline(NAME, reads, OptionalLong.empty(), partitioner, reducers());
  }

  @Override
  public Job createJob(Configuration conf) throws IOException {
    Job job = new MergeStage(plan, List.of(slices), output, Optional.empty()).createJob(conf);
    Configuration own = job.getConfiguration();
    outputSettings().store(own);
    AggregationStage.sortByPartitions(own);
    StageInputFormat.readWholeParts(own);
    Manifest manifest = RunStages.manifest(slices.getFileSystem(conf), slices);
    plan.balance().placement().write(own);
    SliceTotals.write(plan.balance().placement(), manifest.counters(), own);
    job.setMapperClass(SliceMapper.class);
    return job;
  }
}
