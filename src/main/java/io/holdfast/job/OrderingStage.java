package io.holdfast.job;

import io.holdfast.checkpoint.RunStages;
import io.holdfast.checkpoint.StageInputFormat;
import io.holdfast.config.HadoopDefaults;
import io.holdfast.input.SourceFormat;
import io.holdfast.output.Manifest;
import io.holdfast.output.OutputSettings;
import io.holdfast.output.PartFormat;
import io.holdfast.output.PartOutputFormat;
import io.holdfast.record.Batch;
import io.holdfast.reduce.OrderingReducer;
import io.holdfast.shuffle.LocalShuffle;
import io.holdfast.shuffle.QueryConfiguration;
import io.holdfast.shuffle.RangePartitioner;
import java.io.IOException;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.fs.Path;
import org.apache.hadoop.io.BytesWritable;
import org.apache.hadoop.io.NullWritable;
import org.apache.hadoop.mapreduce.Job;
import org.apache.hadoop.mapreduce.MRConfig;
import org.apache.hadoop.mapreduce.MRJobConfig;
import org.apache.hadoop.mapreduce.Mapper;

/**
 * Puts the rows of an aggregation in order, and keeps the first ones where there is a limit. Hadoop
 * sorts: the mapper passes keys on as they are.
 *
 * @param keys the output of the stage before
 */
record OrderingStage(JobPlan plan, Path keys) implements Stage {
  /** What is made for groups, or may be set for them, and does not suit rows. */
  private static final List<String> OF_GROUPS =
      List.of(
          Job.COMBINE_CLASS_ATTR,
          Job.PARTITIONER_CLASS_ATTR,
          MRJobConfig.MAP_OUTPUT_COLLECTOR_CLASS_ATTR,
          MRJobConfig.KEY_COMPARATOR,
          MRJobConfig.GROUP_COMPARATOR_CLASS,
          MRJobConfig.COMBINER_GROUP_COMPARATOR_CLASS);

  @Override
  public String name() {
    return "order";
  }

  @Override
  public Path output() {
    return plan.request().output();
  }

  @Override
  public int reducers() {
    return reducers(plan);
  }

  /** Only one task can tell which rows are the first of all. */
  static int reducers(JobPlan plan) {
    return plan.query().text().limit().isPresent() ? 1 : plan.reducers();
  }

  @Override
  public long inputBytes(Configuration conf) throws IOException {
    return earlier(conf).bytes();
  }

  private Manifest earlier(Configuration conf) throws IOException {
    return RunStages.manifest(keys.getFileSystem(conf), keys);
  }

  @Override
  public StageOutline outline(Configuration conf) {
    OptionalLong limit = plan.query().text().limit();
    String kept = limit.isPresent() ? ", to keep the first " + limit.getAsLong() : "";
    String partitioner = reducers() == 1 ? "" : RangePartitioner.class.getSimpleName();
    return new StageOutline(
        name(),
        "the rows of " + keys.getName() + kept,
        OptionalLong.empty(),
        partitioner,
        reducers());
  }

  @Override
  public Job createJob(Configuration conf) throws IOException {
    RunRequest request = plan.request();
    writeShells(conf);
    QueryConfiguration.write(conf, plan.query());
    Manifest earlier = earlier(conf);
    long limit = plan.query().text().limit().orElse(Long.MAX_VALUE);
    outputSettings().withRows(Math.min(limit, earlier.rows())).store(conf);
    if (reducers() > 1) {
      RangePartitioner.write(conf, earlier.boundaries());
    }
    Job job = JobJar.use(Job.getInstance(conf, "holdfast " + output().getName() + ", ordered"));
    StageInputFormat.write(job.getConfiguration(), List.of(keys), SplitSize.bytes(conf, keys));
    job.setInputFormatClass(StageInputFormat.class);
    job.setMapperClass(Mapper.class);
    job.setMapOutputKeyClass(BytesWritable.class);
    job.setMapOutputValueClass(NullWritable.class);
    job.setReducerClass(OrderingReducer.class);
    job.setPartitionerClass(RangePartitioner.class);
    job.setNumReduceTasks(reducers());
    job.setOutputKeyClass(NullWritable.class);
    job.setOutputValueClass(Batch.class);
    return job;
  }

  private static void writeShells(Configuration conf) {
    OF_GROUPS.forEach(conf::unset);
    if (LocalShuffle.class.getName().equals(conf.get(MRConfig.SHUFFLE_CONSUMER_PLUGIN))) {
      conf.unset(MRConfig.SHUFFLE_CONSUMER_PLUGIN);
    }
    HadoopDefaults.override(conf, Job.OUTPUT_FORMAT_CLASS_ATTR, PartOutputFormat.class.getName());
  }

  @Override
  public OutputSettings outputSettings() {
    RunRequest request = plan.request();
    return new OutputSettings(
        output(),
        plan.description(JobPlan.RESULT, Map.of()),
        PartFormat.TEXT,
        1,
        Optional.of(keys),
        OptionalLong.empty(),
        request.header(),
        request.format() != SourceFormat.TEXT,
        request.replace());
  }
}
