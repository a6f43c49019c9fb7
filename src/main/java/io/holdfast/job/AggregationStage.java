package io.holdfast.job;

import io.holdfast.config.HadoopDefaults;
import io.holdfast.input.SourceFormat;
import io.holdfast.input.split.BatchInputFormat;
import io.holdfast.map.GroupingMapper;
import io.holdfast.output.OutputSettings;
import io.holdfast.output.PartFormat;
import io.holdfast.output.PartOutputFormat;
import io.holdfast.record.Batch;
import io.holdfast.reduce.MergingReducer;
import io.holdfast.shuffle.BalancedPartitioner;
import io.holdfast.shuffle.GroupKey;
import io.holdfast.shuffle.HashPartitioner;
import io.holdfast.shuffle.PartialState;
import io.holdfast.shuffle.Placement;
import io.holdfast.shuffle.QueryConfiguration;
import io.holdfast.shuffle.RunCollector;
import io.holdfast.shuffle.StateCombiner;
import java.io.IOException;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.fs.Path;
import org.apache.hadoop.io.NullWritable;
import org.apache.hadoop.mapreduce.Job;
import org.apache.hadoop.mapreduce.MRJobConfig;
import org.apache.hadoop.mapreduce.lib.input.FileInputFormat;

/**
 * Reads the input, filters, groups and aggregates.
 *
 * @param output the run's own, or that of a stage: then the parts hold rows for the next
 */
record AggregationStage(JobPlan plan, Path output) implements Stage {
  static final String NAME = "aggregate";

  @Override
  public String name() {
    return NAME;
  }

  @Override
  public int reducers() {
    return plan.reducers();
  }

  @Override
  public long inputBytes(Configuration conf) {
    return plan.input().totalBytes();
  }

  @Override
  public StageOutline outline(Configuration conf) {
    String reads = plan.input().files().size() + " files";
    OptionalLong bytes = OptionalLong.of(plan.input().totalBytes());
    return new StageOutline(name(), reads, bytes, partitioner(plan, conf), reducers());
  }

  /** Names what tells which reducer gets a group; empty where there is one. */
  static String partitioner(JobPlan plan, Configuration conf) {
    if (plan.reducers() == 1) {
      return "";
    }
    Configuration copy = new Configuration(conf);
    writeShells(plan, copy);
    String name = copy.get(Job.PARTITIONER_CLASS_ATTR);
    return name.substring(name.lastIndexOf('.') + 1);
  }

  @Override
  public Job createJob(Configuration conf) throws IOException {
    RunRequest request = plan.request();
    writeShells(plan, conf);
    conf.setEnum(SourceFormat.KEY, request.format());
    QueryConfiguration.write(conf, plan.query());
    plan.input().expect(conf);
    outputSettings().store(conf);
    Job job = JobJar.use(Job.getInstance(conf, "holdfast " + request.output().getName()));
    FileInputFormat.setInputPaths(job, request.inputs().toArray(new Path[0]));
    job.setInputFormatClass(BatchInputFormat.class);
    job.setMapOutputKeyClass(GroupKey.class);
    job.setMapOutputValueClass(PartialState.class);
    job.setNumReduceTasks(reducers());
    job.setOutputKeyClass(NullWritable.class);
    job.setOutputValueClass(Batch.class);
    return job;
  }

  /**
   * Names the classes between input and output, under Hadoop's own keys. As with any key, what
   * somebody has set holds; so a test can put a shell of its own around each.
   */
  static void writeShells(JobPlan plan, Configuration conf) {
    Placement placement = plan.balance().placement();
    if (!placement.ranges().isEmpty() && !placement.hasSlices()) {
      conf.set(Job.PARTITIONER_CLASS_ATTR, BalancedPartitioner.class.getName());
      placement.write(conf);
    }
    HadoopDefaults.override(conf, Job.MAP_CLASS_ATTR, GroupingMapper.class.getName());
    HadoopDefaults.override(
        conf, MRJobConfig.MAP_OUTPUT_COLLECTOR_CLASS_ATTR, RunCollector.class.getName());
    HadoopDefaults.override(conf, Job.COMBINE_CLASS_ATTR, StateCombiner.class.getName());
    HadoopDefaults.override(conf, Job.PARTITIONER_CLASS_ATTR, HashPartitioner.class.getName());
    HadoopDefaults.override(conf, Job.REDUCE_CLASS_ATTR, MergingReducer.class.getName());
    HadoopDefaults.override(conf, Job.OUTPUT_FORMAT_CLASS_ATTR, PartOutputFormat.class.getName());
  }

  /**
   * Has Hadoop sort what a mapper sends, where that comes in the order of keys but not of
   * partitions: {@link RunCollector} would begin a run at every other record.
   */
  static void sortByPartitions(Configuration conf) {
    if (RunCollector.isUsed(conf)) {
      conf.unset(MRJobConfig.MAP_OUTPUT_COLLECTOR_CLASS_ATTR);
    }
  }

  @Override
  public OutputSettings outputSettings() {
    return outputSettings(plan, output, NAME);
  }

  /** Returns the settings of a stage that makes rows: of the output, or keys to be ordered. */
  static OutputSettings outputSettings(JobPlan plan, Path output, String name) {
    RunRequest request = plan.request();
    boolean last = output.equals(request.output());
    boolean escape = request.format() != SourceFormat.TEXT;
    int ranges = last ? 1 : OrderingStage.reducers(plan);
    return new OutputSettings(
        output,
        last
            ? plan.description(JobPlan.RESULT, Map.of())
            : plan.description(name, Map.of(OutputSettings.RANGES, "" + ranges)),
        last ? PartFormat.TEXT : PartFormat.KEYS,
        ranges,
        Optional.empty(),
        OptionalLong.empty(),
        last && request.header(),
        escape,
        last && request.replace());
  }
}
