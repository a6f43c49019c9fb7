package io.holdfast.job;

import io.holdfast.checkpoint.Generation;
import io.holdfast.checkpoint.KnownFile;
import io.holdfast.checkpoint.RunStages;
import io.holdfast.checkpoint.StageInputFormat;
import io.holdfast.map.FileStateMapper;
import io.holdfast.output.OutputSettings;
import io.holdfast.shuffle.FileKeys;
import io.holdfast.shuffle.GroupKey;
import io.holdfast.shuffle.PartialState;
import io.holdfast.shuffle.QueryConfiguration;
import java.io.IOException;
import java.util.List;
import java.util.OptionalLong;
import java.util.stream.IntStream;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.fs.Path;
import org.apache.hadoop.mapreduce.Job;

/**
 * Makes one generation of several, without the states of files that count no more.
 *
 * @param update which files count
 * @param states of the generations to read
 * @param generation to make
 * @param files all that count, by their numbers
 */
record CompactionStage(
    JobPlan plan,
    StateUpdate update,
    List<Path> states,
    Generation generation,
    List<KnownFile> files)
    implements Stage {
  @Override
  public String name() {
    return "compact";
  }

  @Override
  public Path output() {
    return generation.states();
  }

  /** Where it is done, it is planned no more. */
  @Override
  public boolean coversEarlier() {
    return false;
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
  public OutputSettings outputSettings() throws IOException {
    return UpdateStage.outputSettings(plan, generation, renumbered());
  }

  @Override
  public StageOutline outline(Configuration conf) {
    String reads = "the states of " + states.size() + " generations, to keep those that count";
    return new StageOutline(name(), reads, OptionalLong.empty(), "", reducers());
  }

  @Override
  public void prepare() throws IOException {
    generation.begin(renumbered());
  }

  /**
   * Returns the files with numbers of this generation: two generations must have none in common. In
   * their order they are as before, so that keys are.
   */
  private List<KnownFile> renumbered() {
    long[] ids =
        files.stream()
            .mapToLong(file -> FileKeys.id(generation.id(), file.path()))
            .sorted()
            .toArray();
    return IntStream.range(0, ids.length).mapToObj(i -> files.get(i).withId(ids[i])).toList();
  }

  @Override
  public Job createJob(Configuration conf) throws IOException {
    AggregationStage.writeShells(plan, conf);
    QueryConfiguration.write(conf, plan.query());
    outputSettings().store(conf);
    AggregationStage.sortByPartitions(conf);
    update.writeFiles(conf);
    FileKeys.writeRenumbered(
        files.stream().mapToLong(KnownFile::id).toArray(),
        renumbered().stream().mapToLong(KnownFile::id).toArray(),
        conf);
    Job job =
        JobJar.use(
            Job.getInstance(conf, "holdfast " + plan.request().output().getName() + ", compacted"));
    StageInputFormat.write(job.getConfiguration(), states, SplitSize.bytes(conf, output()));
    job.setInputFormatClass(StageInputFormat.class);
    job.setMapperClass(FileStateMapper.class);
    job.setMapOutputKeyClass(GroupKey.class);
    job.setMapOutputValueClass(PartialState.class);
    job.setNumReduceTasks(reducers());
    UpdateStage.keepApart(job, generation);
    return job;
  }
}
