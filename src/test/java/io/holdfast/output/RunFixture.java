package io.holdfast.output;

import io.holdfast.record.Batch;
import io.holdfast.record.Column;
import io.holdfast.record.Place;
import io.holdfast.record.Schema;
import io.holdfast.record.Type;
import io.holdfast.shuffle.BadRecord;
import io.holdfast.shuffle.FlowCounter;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.fs.FileStatus;
import org.apache.hadoop.fs.Path;
import org.apache.hadoop.io.NullWritable;
import org.apache.hadoop.mapreduce.JobContext;
import org.apache.hadoop.mapreduce.JobID;
import org.apache.hadoop.mapreduce.JobStatus;
import org.apache.hadoop.mapreduce.MRJobConfig;
import org.apache.hadoop.mapreduce.TaskAttemptContext;
import org.apache.hadoop.mapreduce.TaskAttemptID;
import org.apache.hadoop.mapreduce.TaskType;
import org.apache.hadoop.mapreduce.task.JobContextImpl;
import org.apache.hadoop.mapreduce.task.TaskAttemptContextImpl;

/** One run of two reducers over one output, each call made by a process of its own. */
final class RunFixture {
  static final int REDUCERS = 2;
  private static final Schema COLUMNS =
      Schema.of(new Column("word", Type.TEXT), new Column("count", Type.LONG));

  private final OutputStore store;
  private final OutputSettings settings;
  private final JobID job;
  private final Configuration configuration = new Configuration(false);

  RunFixture(OutputStore store, Path output, String runId, boolean replace) {
    this(store, output, runId, Optional.empty(), replace);
  }

  private RunFixture(
      OutputStore store, Path output, String runId, Optional<Path> earlier, boolean replace) {
    this.store = store;
    this.settings =
        new OutputSettings(
            output,
            RunDescription.of(runId, "holdfast 0", "count", "words", "input", Map.of(), COLUMNS),
            PartFormat.TEXT,
            1,
            earlier,
            OptionalLong.empty(),
            false,
            true,
            replace);
    this.job = new JobID(runId, 1);
    configuration.setInt(MRJobConfig.NUM_REDUCES, REDUCERS);
  }

  /** The same run, seen through another store. */
  RunFixture on(OutputStore other) {
    return new RunFixture(
        other, settings.output(), settings.run().runId(), settings.earlier(), settings.replace());
  }

  /** The same run, as the stage after one that has made an output with a malformed record. */
  RunFixture after(Path stage) throws IOException {
    if (!store.exists(stage)) {
      RunFixture earlier = new RunFixture(store, stage, "earlier", false);
      earlier.committer().setupJob(earlier.jobContext());
      earlier.commitTaskWithBadRecord(0, 1);
      earlier.write(1, 0);
      earlier.committer().commitTask(earlier.reduce(1, 0));
      earlier.commitJob();
    }
    return new RunFixture(
        store, settings.output(), settings.run().runId(), Optional.of(stage), settings.replace());
  }

  /** Makes staging, and commits both tasks. */
  RunFixture withCommittedTasks() throws IOException {
    committer().setupJob(jobContext());
    for (int partition = 0; partition < REDUCERS; partition++) {
      write(partition, 0);
      committer().commitTask(reduce(partition, 0));
    }
    return this;
  }

  /** Writes a part as a whole reduce attempt does. */
  void write(int partition, int attempt) throws IOException {
    HoldfastCommitter committer = committer();
    TaskAttemptContext context = reduce(partition, attempt);
    context.getCounter(FlowCounter.GROUPS).increment(10 + partition);
    PartWriter writer = committer.openPart(context);
    writer.write(NullWritable.get(), TextWriterTest.batch(word(partition), "same"));
    writer.close(context);
  }

  /** Commits a reduce attempt that got a malformed record, and a tally of so many records. */
  void commitTaskWithBadRecord(int partition, long recordsIn) throws IOException {
    HoldfastCommitter committer = committer();
    TaskAttemptContext context = reduce(partition, 0);
    context.getCounter(FlowCounter.ARRIVED, "RECORDS_IN").increment(recordsIn);
    context.getCounter(FlowCounter.ARRIVED, "RECORDS_QUARANTINED").increment(1);
    PartWriter writer = committer.openPart(context);
    Batch bad = new Batch(BadRecord.SCHEMA);
    new BadRecord(Place.inText("f", 3), 1, "word: not UTF-8 at byte 0", new byte[] {-1})
        .appendTo(bad);
    writer.write(NullWritable.get(), bad);
    writer.close(context);
    committer.commitTask(context);
  }

  void commitJob() throws IOException {
    committer().commitJob(jobContext());
  }

  void abortJob() throws IOException {
    committer().abortJob(jobContext(), JobStatus.State.FAILED);
  }

  HoldfastCommitter committer() {
    return new HoldfastCommitter(settings, store);
  }

  OutputPaths paths() {
    return settings.paths();
  }

  OutputSettings settings() {
    return settings;
  }

  JobContext jobContext() {
    return new JobContextImpl(configuration, job);
  }

  TaskAttemptContext reduce(int partition, int attempt) {
    return task(TaskType.REDUCE, partition, attempt);
  }

  TaskAttemptContext task(TaskType type, int partition, int attempt) {
    return new TaskAttemptContextImpl(
        configuration,
        new TaskAttemptID(job.getJtIdentifier(), job.getId(), type, partition, attempt),
        new CountingReporter());
  }

  /** Returns a part's expected content. */
  String part(int partition) {
    return word(partition) + "\t0\nsame\t1\n";
  }

  /** Returns the names beside the output, its own among them. */
  static List<String> siblings(OutputStore store, Path output) throws IOException {
    return names(store, output.getParent());
  }

  static List<String> names(OutputStore store, Path directory) throws IOException {
    return store.list(directory).stream().map(FileStatus::getPath).map(Path::getName).toList();
  }

  static String text(OutputStore store, Path file) throws IOException {
    return new String(store.read(file), StandardCharsets.UTF_8);
  }

  private String word(int partition) {
    return settings.run().runId() + partition;
  }
}
