package io.holdfast.job;

import io.holdfast.checkpoint.Generation;
import io.holdfast.checkpoint.KnownFile;
import io.holdfast.checkpoint.RunStages;
import io.holdfast.output.OutputSettings;
import io.holdfast.shuffle.FileKeys;
import java.io.IOException;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.stream.IntStream;
import java.util.stream.Stream;
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
 * @param renumbered the same with numbers of this generation, since two must have none in common;
 *     in the same order, so that keys stay in theirs
 */
record CompactionStage(
    JobPlan plan,
    StateUpdate update,
    List<Path> states,
    Generation generation,
    List<KnownFile> files,
    List<KnownFile> renumbered)
    implements Stage {
  /**
   * Makes the stage.
   *
   * @param files all that count
   */
  static CompactionStage of(
      JobPlan plan,
      StateUpdate update,
      List<Path> states,
      Generation generation,
      Stream<KnownFile> files) {
    List<KnownFile> sorted = files.sorted(Comparator.comparingLong(KnownFile::id)).toList();
    long[] ids =
        sorted.stream()
            .mapToLong(file -> FileKeys.id(generation.id(), file.path()))
            .sorted()
            .toArray();
    List<KnownFile> renumbered =
        IntStream.range(0, ids.length).mapToObj(i -> sorted.get(i).withId(ids[i])).toList();
    return new CompactionStage(plan, update, states, generation, sorted, renumbered);
  }

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
    return UpdateStage.outputSettings(plan, generation, renumbered);
  }

  @Override
  public StageOutline outline(Configuration conf) {
    String reads = "the states of " + states.size() + " generations, to keep those that count";
    return new StageOutline(name(), reads, OptionalLong.empty(), "", reducers());
  }

  @Override
  public void prepare() throws IOException {
    generation.begin(renumbered);
  }

  @Override
  public Job createJob(Configuration conf) throws IOException {
    Job job = new MergeStage(plan, states, output(), Optional.of(update)).createJob(conf);
    job.setJobName(job.getJobName() + ", compacted");
    FileKeys.writeRenumbered(ids(files), ids(renumbered), job.getConfiguration());
    UpdateStage.keepApart(job, generation);
    outputSettings().store(job.getConfiguration());
    return job;
  }

  private static long[] ids(List<KnownFile> some) {
    return some.stream().mapToLong(KnownFile::id).toArray();
  }
}
