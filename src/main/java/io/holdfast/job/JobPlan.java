package io.holdfast.job;

import io.holdfast.config.HadoopDefaults;
import io.holdfast.config.Keys;
import io.holdfast.config.MaxBad;
import io.holdfast.config.NanPolicy;
import io.holdfast.error.HoldfastException;
import io.holdfast.input.SourceFormat;
import io.holdfast.input.parquet.ParquetSchema;
import io.holdfast.input.split.BatchInputFormat;
import io.holdfast.input.split.InputFiles;
import io.holdfast.input.text.TextSource;
import io.holdfast.map.GroupingMapper;
import io.holdfast.output.OutputSettings;
import io.holdfast.output.PartOutputFormat;
import io.holdfast.output.RunDescription;
import io.holdfast.query.Query;
import io.holdfast.query.QueryMessage;
import io.holdfast.record.Batch;
import io.holdfast.record.Schema;
import io.holdfast.reduce.MergingReducer;
import io.holdfast.shuffle.GroupKey;
import io.holdfast.shuffle.HashPartitioner;
import io.holdfast.shuffle.PartialState;
import io.holdfast.shuffle.QueryConfiguration;
import io.holdfast.shuffle.RunCollector;
import io.holdfast.shuffle.StateCombiner;
import java.io.IOException;
import java.util.List;
import java.util.UUID;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.fs.FileStatus;
import org.apache.hadoop.fs.Path;
import org.apache.hadoop.io.NullWritable;
import org.apache.hadoop.mapreduce.Job;
import org.apache.hadoop.mapreduce.MRConfig;
import org.apache.hadoop.mapreduce.MRJobConfig;
import org.apache.hadoop.mapreduce.lib.input.FileInputFormat;

/**
 * A request, checked against its input and made ready to submit.
 *
 * @param request what was asked
 * @param input the files
 * @param query and the columns of the input that it needs
 * @param reducers the number of reduce tasks
 * @param runId fences this run's output from that of any other
 */
record JobPlan(
    RunRequest request, InputFiles input, QueryMessage query, int reducers, String runId) {
  /** The system property with the job jar's path; without it the jar of this class is taken. */
  static final String JOB_JAR = "holdfast.job.jar";

  private static final long BYTES_PER_REDUCER = 256L << 20;
  private static final int MAX_REDUCERS = 999;
  private static final long WORTH_A_NOTICE_BYTES = 64L << 20;

  /** Plans a request; whatever is wrong with it is found here. */
  static JobPlan of(RunRequest request, Configuration conf) throws IOException {
    Keys.all().forEach(key -> key.get(conf));
    MaxBad.read(conf);
    NanPolicy.read(conf);
    requireFramework(conf);
    requireOrderOfKeys(conf);
    OutputPlace.requireWritable(request.output(), conf);
    InputFiles input = InputFiles.find(request.inputs(), conf);
    Schema source = columns(request, input, conf);
    QueryMessage query = new QueryMessage(request.query(), source);
    int reducers = request.reducers().orElseGet(() -> reducers(conf, input.totalBytes()));
    return new JobPlan(request, input, query, reducers, UUID.randomUUID().toString());
  }

  private static Schema columns(RunRequest request, InputFiles input, Configuration conf)
      throws IOException {
    return switch (request.format()) {
      case TEXT -> Query.neededColumns(request.query(), new TextSource(conf).schema());
      case PARQUET -> {
        ParquetSchema file = ParquetSchema.read(conf, input.files().get(0).getPath());
        try {
          yield Query.neededColumns(request.query(), file.schema());
        } catch (HoldfastException e) {
          throw file.explain(e);
        }
      }
    };
  }

  private static void requireFramework(Configuration conf) {
    String framework = conf.get(MRConfig.FRAMEWORK_NAME, MRConfig.LOCAL_FRAMEWORK_NAME);
    if (!framework.equals(MRConfig.LOCAL_FRAMEWORK_NAME)
        && !framework.equals(MRConfig.YARN_FRAMEWORK_NAME)) {
      throw HoldfastException.user(
          "[%s] expected local or yarn, got %s", MRConfig.FRAMEWORK_NAME, framework);
    }
  }

  /** Another order, or a coarser one of groups, would merge what does not belong together. */
  private static void requireOrderOfKeys(Configuration conf) {
    for (String key :
        List.of(
            MRJobConfig.KEY_COMPARATOR,
            MRJobConfig.GROUP_COMPARATOR_CLASS,
            MRJobConfig.COMBINER_GROUP_COMPARATOR_CLASS)) {
      String set = conf.get(key);
      if (set != null && !set.equals(GroupKey.Comparator.class.getName())) {
        throw HoldfastException.user(
            "[%s] expected the order of this program's keys, got %s; try to leave it unset",
            key, set);
      }
    }
  }

  /** Depends on the input alone, so that the same run on any machine makes the same parts. */
  private static int reducers(Configuration conf, long inputBytes) {
    if (HadoopDefaults.isSet(conf, Job.NUM_REDUCES)) {
      int set = conf.getInt(Job.NUM_REDUCES, 1);
      if (set < 1) {
        throw HoldfastException.user(
            "[%s] expected at least 1, got %d; try --reducers", Job.NUM_REDUCES, set);
      }
      return set;
    }
    return (int) Math.min(MAX_REDUCERS, inputBytes / BYTES_PER_REDUCER + 1);
  }

  /** Returns what the user should know before the job starts. */
  List<String> notices() {
    return input.files().stream().filter(this::isLargeArchive).map(JobPlan::notice).toList();
  }

  private boolean isLargeArchive(FileStatus file) {
    return request.format() == SourceFormat.TEXT
        && file.getLen() >= WORTH_A_NOTICE_BYTES
        && !new TextSource(new Configuration(false)).isSplittable(file.getPath());
  }

  private static String notice(FileStatus file) {
    return String.format(
        "[%s] is compressed and cannot be split: one map task reads all of its %d MB",
        file.getPath(), file.getLen() >> 20);
  }

  /** Makes the job. This is the only caller of {@link Job}'s setters. */
  Job createJob(Configuration conf) throws IOException {
    writeShells(conf);
    conf.setEnum(SourceFormat.KEY, request.format());
    QueryConfiguration.write(conf, query);
    outputSettings().store(conf);
    Job job = Job.getInstance(conf, "holdfast " + request.output().getName());
    setJar(job);
    FileInputFormat.setInputPaths(job, request.inputs().toArray(new Path[0]));
    job.setInputFormatClass(BatchInputFormat.class);
    job.setMapOutputKeyClass(GroupKey.class);
    job.setMapOutputValueClass(PartialState.class);
    job.setNumReduceTasks(reducers);
    job.setOutputKeyClass(NullWritable.class);
    job.setOutputValueClass(Batch.class);
    return job;
  }

  /** A local run has all classes already, and would copy the jar for nothing. */
  private static void setJar(Job job) {
    String jar = System.getProperty(JOB_JAR);
    if (LocalSettings.isLocal(job.getConfiguration())) {
      return;
    }
    if (jar == null) {
      job.setJarByClass(JobPlan.class);
    } else {
      job.setJar(jar);
    }
  }

  /**
   * Names the classes between input and output, under Hadoop's own keys. As with any key, what
   * somebody has set holds; so a test can put a shell of its own around each.
   */
  private static void writeShells(Configuration conf) {
    HadoopDefaults.override(conf, Job.MAP_CLASS_ATTR, GroupingMapper.class.getName());
    HadoopDefaults.override(
        conf, MRJobConfig.MAP_OUTPUT_COLLECTOR_CLASS_ATTR, RunCollector.class.getName());
    HadoopDefaults.override(conf, Job.COMBINE_CLASS_ATTR, StateCombiner.class.getName());
    HadoopDefaults.override(conf, Job.PARTITIONER_CLASS_ATTR, HashPartitioner.class.getName());
    HadoopDefaults.override(conf, Job.REDUCE_CLASS_ATTR, MergingReducer.class.getName());
    HadoopDefaults.override(conf, Job.OUTPUT_FORMAT_CLASS_ATTR, PartOutputFormat.class.getName());
  }

  private OutputSettings outputSettings() {
    RunDescription run =
        RunDescription.of(
            runId,
            ProgramVersion.get(),
            query.toJson(),
            input.fingerprint(),
            Query.bind(query.text(), query.source()).result());
    boolean escape = request.format() != SourceFormat.TEXT;
    return new OutputSettings(request.output(), run, request.header(), escape, request.replace());
  }
}
