package io.holdfast.output;

import io.holdfast.record.Batch;
import java.io.IOException;
import org.apache.hadoop.fs.Path;
import org.apache.hadoop.io.NullWritable;
import org.apache.hadoop.mapreduce.RecordWriter;
import org.apache.hadoop.mapreduce.TaskAttemptContext;
import org.apache.hadoop.mapreduce.TaskAttemptID;

/** Writes one attempt's part, and its facts behind it. */
final class PartWriter extends RecordWriter<NullWritable, Batch> {
  private final OutputStore store;
  private final Path directory;
  private final String name;
  private final PartCounters counters;
  private final TextWriter writer;

  /** Makes the attempt's directory and file; both fail once the run's staging is gone. */
  PartWriter(
      OutputStore store, OutputSettings settings, TaskAttemptID attempt, PartCounters counters)
      throws IOException {
    this.store = store;
    this.directory = settings.paths().attempt(attempt);
    this.name = Part.nameOf(attempt.getTaskID().getId());
    this.counters = counters;
    store.makeDirectory(directory);
    this.writer =
        new TextWriter(
            store.create(new Path(directory, name)),
            settings.run().schema(),
            settings.header(),
            settings.escape());
  }

  @Override
  public void write(NullWritable nothing, Batch rows) throws IOException {
    writer.write(rows);
  }

  @Override
  public void close(TaskAttemptContext context) throws IOException {
    writer.close();
    Part part = new Part(name, writer.rows(), writer.bytes(), writer.sha256());
    store.write(
        new Path(directory, PartFacts.FILE),
        OutputJson.toFile(new PartFacts(part, counters.totals())));
  }
}
