package io.holdfast.output;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.holdfast.error.HoldfastException;
import io.holdfast.record.Batch;
import io.holdfast.record.Column;
import io.holdfast.record.LongVector;
import io.holdfast.record.Schema;
import io.holdfast.record.Type;
import io.holdfast.shuffle.FlowCounter;
import java.io.IOException;
import java.nio.file.Files;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import org.apache.hadoop.fs.FileSystem;
import org.apache.hadoop.fs.Path;
import org.apache.hadoop.io.LongWritable;
import org.apache.hadoop.io.NullWritable;
import org.apache.hadoop.io.Text;
import org.apache.hadoop.mapreduce.Job;
import org.apache.hadoop.mapreduce.Reducer;
import org.apache.hadoop.mapreduce.lib.input.FileInputFormat;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A whole job of the local job runner; its input is one line. */
class PartOutputFormatTest {
  private static final Schema COLUMNS = Schema.of(new Column("offset", Type.LONG));
  private static final String FAIL = "test.fail";

  @TempDir java.nio.file.Path folder;
  private Job job;
  private Path output;

  /** Writes each key as a row of its own batch. */
  public static final class OffsetReducer extends Reducer<LongWritable, Text, NullWritable, Batch> {
    private final Batch batch = new Batch(COLUMNS);

    @Override
    protected void reduce(LongWritable key, Iterable<Text> lines, Context context)
        throws IOException, InterruptedException {
      ((LongVector) batch.column(0)).values()[0] = key.get();
      batch.setSize(1);
      context.write(NullWritable.get(), batch);
      context.getCounter(FlowCounter.GROUPS).increment(1);
      if (context.getConfiguration().getBoolean(FAIL, false)) {
        throw HoldfastException.data("here", "expected luck, got none");
      }
    }
  }

  @BeforeEach
  void setUp() throws IOException {
    Files.writeString(folder.resolve("input"), "line\n");
    output = new Path(folder.toUri().toString(), "deep/down/out");
    job = Job.getInstance();
    job.getConfiguration().setInt(Job.COMPLETION_POLL_INTERVAL_KEY, 20);
    job.getConfiguration().set("hadoop.tmp.dir", folder.resolve("tmp").toString());
    FileInputFormat.addInputPath(job, new Path(folder.resolve("input").toUri()));
    job.setReducerClass(OffsetReducer.class);
    job.setNumReduceTasks(2);
    job.setMapOutputKeyClass(LongWritable.class);
    job.setMapOutputValueClass(Text.class);
    job.setOutputFormatClass(PartOutputFormat.class);
    settings("run1").store(job.getConfiguration());
  }

  @Test
  void commitsOnePartAReducerAndTheirCounters() throws Exception {
    assertThat(job.waitForCompletion(false)).isTrue();

    FileSystem files = output.getFileSystem(job.getConfiguration());
    Manifest manifest = Manifest.read(files, output);
    assertThat(new Verifier(files).verify(output)).isEqualTo(new Verification(2, 1, 16));
    assertThat(manifest.counters()).containsEntry("GROUPS", 1L);
    assertThat(RunFixture.text(OutputStore.of(files), new Path(output, "part-r-00000")))
        .isEqualTo("offset\n0\n");
    assertThat(siblings()).containsExactly("out");
  }

  @Test
  void leavesNothingOfAJobThatFails() throws Exception {
    job.getConfiguration().setBoolean(FAIL, true);

    assertThat(job.waitForCompletion(false)).isFalse();

    assertThat(siblings()).isEmpty();
  }

  @Test
  void refusesATakenPlaceBeforeSubmission() throws Exception {
    Files.createDirectories(folder.resolve("deep/down/out"));

    assertThatThrownBy(() -> job.submit())
        .isInstanceOf(HoldfastException.class)
        .hasMessageContaining("expected no output yet, got one that this program did not make");
  }

  private OutputSettings settings(String runId) {
    RunDescription run =
        RunDescription.of(runId, "holdfast 0", "s", "offsets", "input", Map.of(), COLUMNS);
    return new OutputSettings(
        output, run, PartFormat.TEXT, 1, Optional.empty(), OptionalLong.empty(), true, true, false);
  }

  private List<String> siblings() throws IOException {
    return RunFixture.siblings(OutputStore.of(output, job.getConfiguration()), output);
  }
}
