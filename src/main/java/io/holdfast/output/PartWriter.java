package io.holdfast.output;

import io.holdfast.record.Batch;
import io.holdfast.record.Pulse;
import io.holdfast.shuffle.BadRecord;
import io.holdfast.shuffle.Cost;
import io.holdfast.shuffle.FlowCounter;
import io.holdfast.shuffle.Tally;
import java.io.IOException;
import java.io.OutputStream;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.apache.hadoop.fs.Path;
import org.apache.hadoop.io.NullWritable;
import org.apache.hadoop.mapred.JobConf;
import org.apache.hadoop.mapreduce.RecordWriter;
import org.apache.hadoop.mapreduce.TaskAttemptContext;
import org.apache.hadoop.mapreduce.TaskCounter;

/** Writes one attempt's part, its malformed records where there are any, and its facts behind. */
final class PartWriter extends RecordWriter<NullWritable, Batch> {
  private final OutputStore store;
  private final Path directory;
  private final String name;
  private final String quarantineName;
  private final Pulse pulse;
  private final RowWriter writer;
  private QuarantineWriter quarantine;

  /** Makes the attempt's directory and file; both fail once the run's staging is gone. */
  PartWriter(OutputStore store, OutputSettings settings, TaskAttemptContext context)
      throws IOException {
    this.store = store;
    this.directory = settings.paths().attempt(context.getTaskAttemptID());
    int partition = context.getTaskAttemptID().getTaskID().getId();
    this.name = Part.nameOf(partition);
    this.quarantineName = QuarantineWriter.nameOf(partition);
    this.pulse = context::progress;
    store.makeDirectory(directory);
    OutputStream out = create(name);
    this.writer =
        switch (settings.format()) {
          case TEXT ->
              new TextWriter(out, settings.run().schema(), settings.header(), settings.escape());
          case STATES -> throw new IllegalStateException("states are no rows");
          case KEYS ->
              new KeyFileWriter(
                  out,
                  context.getNumReduceTasks(),
                  settings.ranges() > 1,
                  new JobConf(context.getConfiguration()));
        };
  }

  private OutputStream create(String file) throws IOException {
    return new PulsedOutput(store.create(new Path(directory, file)), pulse);
  }

  /**
   * Takes batches of the result's columns, or of their keys, and of {@link BadRecord#SCHEMA}, that
   * very object.
   */
  @Override
  public void write(NullWritable nothing, Batch rows) throws IOException {
    if (rows.schema() == BadRecord.SCHEMA) {
      quarantine().write(rows);
    } else {
      writer.write(rows);
    }
  }

  private QuarantineWriter quarantine() throws IOException {
    if (quarantine == null) {
      store.makeDirectory(new Path(directory, QuarantineWriter.DIRECTORY));
      quarantine = new QuarantineWriter(create(quarantineName));
    }
    return quarantine;
  }

  @Override
  public void close(TaskAttemptContext context) throws IOException {
    writer.close();
    List<Part> setAside = List.of();
    if (quarantine != null) {
      quarantine.close();
      setAside = List.of(quarantine.part(quarantineName));
    }
    PartFacts facts =
        new PartFacts(
            writer.part(name), setAside, writer.sample(), counters(context), cost(context));
    store.write(new Path(directory, PartFacts.FILE), OutputJson.toFile(facts));
  }

  private static Map<String, Long> counters(TaskAttemptContext context) {
    Map<String, Long> counters = new TreeMap<>();
    for (FlowCounter counter : Tally.COUNTERS) {
      counters.put(counter.name(), arrived(context, counter));
    }
    counters.put(FlowCounter.GROUPS.name(), context.getCounter(FlowCounter.GROUPS).getValue());
    return counters;
  }

  private static Map<String, Long> cost(TaskAttemptContext context) {
    Map<String, Long> cost = new TreeMap<>(PartFacts.load(context));
    for (FlowCounter counter : Cost.COUNTERS) {
      cost.put(counter.name(), arrived(context, counter));
    }
    long fetched = context.getCounter(TaskCounter.REDUCE_SHUFFLE_BYTES).getValue();
    cost.put(FlowCounter.SHUFFLED_BYTES.name(), fetched);
    long tookMs = context.getCounter(FlowCounter.REDUCE_MS).getValue();
    cost.put(FlowCounter.REDUCE_MS.name(), tookMs);
    return cost;
  }

  private static long arrived(TaskAttemptContext context, FlowCounter counter) {
    return context.getCounter(FlowCounter.ARRIVED, counter.name()).getValue();
  }
}
