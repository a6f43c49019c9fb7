package io.holdfast.job;

import io.holdfast.checkpoint.RunStages;
import io.holdfast.checkpoint.StageInputFormat;
import io.holdfast.map.FileStateMapper;
import io.holdfast.output.OutputSettings;
import io.holdfast.record.Batch;
import io.holdfast.shuffle.GroupKey;
import io.holdfast.shuffle.PartialState;
import io.holdfast.shuffle.QueryConfiguration;
import java.io.IOException;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.fs.Path;
import org.apache.hadoop.io.NullWritable;
import org.apache.hadoop.mapreduce.Job;
import org.apache.hadoop.mapreduce.Mapper;

/**
 * Merges partial states and finishes them. Parts of waves with as many reducers as this stage are
 * in the order of its shuffle, so what the mapper passes on needs no sort; other parts are in the
 * order of keys alone.
 *
 * @param states the outputs of the waves, or the generations that keep files' states
 * @param output the run's own, or that of a stage: then the parts hold rows for the next
 * @param byFile what the mapper needs to know of files, where they are kept apart
 */
record MergeStage(JobPlan plan, List<Path> states, Path output, Optional<StateUpdate> byFile)
    implements Stage {
  static final String NAME = "merge";

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
    return RunStages.bytes(states, conf);
  }

  @Override
  public OutputSettings outputSettings() {
    return AggregationStage.outputSettings(plan, output, NAME);
  }

  @Override
  public StageOutline outline(Configuration conf) {
    String what = byFile.isPresent() ? " generations" : " waves";
    String reads = "the states of " + states.size() + what;
    String partitioner = AggregationStage.partitioner(plan, conf);
    return new StageOutline(name(), reads, OptionalLong.empty(), partitioner, reducers());
  }

  @Override
  public Job createJob(Configuration conf) throws IOException {
    AggregationStage.writeShells(plan, conf);
    QueryConfiguration.write(conf, plan.query());
    outputSettings().store(conf);
    Job job =
        JobJar.use(
            Job.getInstance(conf, "holdfast " + plan.request().output().getName() + ", merged"));
    StageInputFormat.write(job.getConfiguration(), states, SplitSize.bytes(conf, output));
    job.setInputFormatClass(StageInputFormat.class);
    if (byFile.isPresent()) {
      byFile.get().writeFiles(job.getConfiguration());
    }
    if (byFile.isPresent() || Waves.reducers(plan) != reducers()) {
      AggregationStage.sortByPartitions(job.getConfiguration());
    }
    job.setMapperClass(byFile.isPresent() ? FileStateMapper.class : Mapper.class);
    job.setMapOutputKeyClass(GroupKey.class);
    job.setMapOutputValueClass(PartialState.class);
    job.setNumReduceTasks(reducers());
    job.setOutputKeyClass(NullWritable.class);
    job.setOutputValueClass(Batch.class);
    return job;
  }
}
