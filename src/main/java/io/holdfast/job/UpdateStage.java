package io.holdfast.job;

import io.holdfast.checkpoint.Generation;
import io.holdfast.checkpoint.KnownFile;
import io.holdfast.input.split.InputFiles;
import io.holdfast.output.OutputSettings;
import io.holdfast.output.StateOutputFormat;
import io.holdfast.reduce.StateReducer;
import io.holdfast.shuffle.FileKeys;
import io.holdfast.shuffle.FilePartitioner;
import io.holdfast.shuffle.GroupKey;
import io.holdfast.shuffle.PartialState;
import java.io.IOException;
import java.util.List;
import java.util.OptionalLong;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.fs.FileStatus;
import org.apache.hadoop.fs.Path;
import org.apache.hadoop.mapreduce.Job;
import org.apache.hadoop.mapreduce.lib.input.FileInputFormat;

/**
 * Reads files of which nothing is kept yet, and keeps the partial states of each. Which reducer
 * gets what does not matter: the stage that merges parts groups anew.
 *
 * @param number from 1
 * @param generation to make
 * @param files to read
 */
record UpdateStage(JobPlan plan, int number, Generation generation, InputFiles files)
    implements Stage {
  @Override
  public String name() {
    return "update-" + number;
  }

  @Override
  public Path output() {
    return generation.states();
  }

  /** It knows nothing of what is kept already. */
  @Override
  public boolean coversEarlier() {
    return false;
  }

  @Override
  public int reducers() {
    return JobPlan.reducers(files.totalBytes());
  }

  @Override
  public long inputBytes(Configuration conf) {
    return files.totalBytes();
  }

  /** Returns the files with the numbers that stand for them in this generation. */
  List<KnownFile> known() {
    return files.files().stream().map(this::known).toList();
  }

  private KnownFile known(FileStatus file) {
    String path = file.getPath().toString();
    long id = FileKeys.id(generation.id(), path);
    return new KnownFile(path, file.getLen(), file.getModificationTime(), files.checksum(file), id);
  }

  @Override
  public OutputSettings outputSettings() throws IOException {
    return outputSettings(plan, generation, known());
  }

  /** Returns the settings of a stage that makes a generation. */
  static OutputSettings outputSettings(JobPlan plan, Generation generation, List<KnownFile> list)
      throws IOException {
    return OutputSettings.ofStates(
        generation.states(), plan.descriptionOfStates(Generation.digest(list)));
  }

  @Override
  public StageOutline outline(Configuration conf) {
    String reads =
        String.format(
            "%d of %d files, to keep their partial states",
            files.files().size(), plan.input().files().size());
    return new StageOutline(name(), reads, OptionalLong.of(files.totalBytes()), "", reducers());
  }

  @Override
  public void prepare() throws IOException {
    generation.begin(known());
  }

  @Override
  public Job createJob(Configuration conf) throws IOException {
    Job job = new AggregationStage(plan, output()).createJob(conf);
    job.setJobName(job.getJobName() + ", " + name());
    if (files.files().size() < plan.input().files().size()) {
      Path[] paths = files.files().stream().map(FileStatus::getPath).toArray(Path[]::new);
      FileInputFormat.setInputPaths(job, paths);
      files.expect(job.getConfiguration());
    }
    keepApart(job, generation);
    outputSettings().store(job.getConfiguration());
    job.setNumReduceTasks(reducers());
    return job;
  }

  /** Has a job keep the partial states of files apart. */
  static void keepApart(Job job, Generation generation) {
    FileKeys.write(generation.id(), job.getConfiguration());
    job.setPartitionerClass(FilePartitioner.class);
    job.setReducerClass(StateReducer.class);
    job.setOutputFormatClass(StateOutputFormat.class);
    job.setOutputKeyClass(GroupKey.class);
    job.setOutputValueClass(PartialState.class);
  }
}
