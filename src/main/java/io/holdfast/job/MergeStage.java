package io.holdfast.job;

import io.holdfast.checkpoint.RunStages;
import io.holdfast.checkpoint.StageInputFormat;
import io.holdfast.output.OutputSettings;
import io.holdfast.record.Batch;
import io.holdfast.shuffle.GroupKey;
import io.holdfast.shuffle.PartialState;
import io.holdfast.shuffle.QueryConfiguration;
import java.io.IOException;
import java.util.List;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.fs.Path;
import org.apache.hadoop.io.NullWritable;
import org.apache.hadoop.mapreduce.Job;
import org.apache.hadoop.mapreduce.Mapper;

/**
 * Merges the partial states of all waves and finishes them. Each part is in order already, so the
 * mapper only passes on, and its output needs no sort.
 *
 * @param states the outputs of the waves
 * @param output the run's own, or that of a stage: then the parts hold rows for the next
 */
record MergeStage(JobPlan plan, List<Path> states, Path output) implements Stage {
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
    long bytes = 0;
    for (Path wave : states) {
      bytes += RunStages.manifest(wave.getFileSystem(conf), wave).bytes();
    }
    return bytes;
  }

  @Override
  public OutputSettings outputSettings() {
    return AggregationStage.outputSettings(plan, output, NAME);
  }

  @Override
  public StageOutline outline(Configuration conf) {
    String reads = "the states of " + states.size() + " waves";
    return new StageOutline(name(), reads, AggregationStage.partitioner(plan, conf), reducers());
  }

  @Override
  public Job createJob(Configuration conf) throws IOException {
    AggregationStage.writeShells(conf);
    QueryConfiguration.write(conf, plan.query());
    outputSettings().store(conf);
    Job job =
        JobJar.use(
            Job.getInstance(conf, "holdfast " + plan.request().output().getName() + ", merged"));
    StageInputFormat.write(job.getConfiguration(), states, SplitSize.bytes(conf, output));
    job.setInputFormatClass(StageInputFormat.class);
    job.setMapperClass(Mapper.class);
    job.setMapOutputKeyClass(GroupKey.class);
    job.setMapOutputValueClass(PartialState.class);
    job.setNumReduceTasks(reducers());
    job.setOutputKeyClass(NullWritable.class);
    job.setOutputValueClass(Batch.class);
    return job;
  }
}
