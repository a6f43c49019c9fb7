package io.holdfast.output;

import io.holdfast.shuffle.GroupKey;
import io.holdfast.shuffle.PartialState;
import io.holdfast.shuffle.Placement;
import io.holdfast.shuffle.SliceTotals;
import java.io.IOException;
import java.util.List;
import org.apache.hadoop.fs.Path;
import org.apache.hadoop.mapred.JobConf;
import org.apache.hadoop.mapreduce.RecordWriter;
import org.apache.hadoop.mapreduce.TaskAttemptContext;

/**
 * Writes one attempt's part of groups and states, and its facts behind. What was counted is among
 * the states: the stage that merges them tells it.
 */
final class StateWriter extends RecordWriter<GroupKey, PartialState> {
  private final OutputStore store;
  private final Path directory;
  private final String name;
  private final RecordFile file;
  private final SliceTotals totals;

  /** Makes the attempt's directory and file; both fail once the run's staging is gone. */
  StateWriter(OutputStore store, OutputPaths paths, TaskAttemptContext context) throws IOException {
    this.store = store;
    this.directory = paths.attempt(context.getTaskAttemptID());
    this.name = Part.nameOf(context.getTaskAttemptID().getTaskID().getId());
    this.totals = new SliceTotals(Placement.read(context.getConfiguration()));
    store.makeDirectory(directory);
    this.file =
        new RecordFile(
            new PulsedOutput(store.create(new Path(directory, name)), context::progress),
            GroupKey.class,
            PartialState.class,
            new JobConf(context.getConfiguration()));
  }

  @Override
  public void write(GroupKey key, PartialState state) throws IOException {
    file.append(key, state);
    totals.count(key, state);
  }

  @Override
  public void close(TaskAttemptContext context) throws IOException {
    file.close();
    PartFacts facts =
        new PartFacts(
            file.part(name), List.of(), KeySample.NONE, totals.counters(), PartFacts.load(context));
    store.write(new Path(directory, PartFacts.FILE), OutputJson.toFile(facts));
  }
}
