package io.holdfast.job;

import io.holdfast.config.MaxBad;
import io.holdfast.error.ErrorKind;
import io.holdfast.error.HoldfastException;
import io.holdfast.output.Manifest;
import io.holdfast.output.OutputStore;
import io.holdfast.output.Verifier;
import io.holdfast.shuffle.FlowCounter;
import java.io.IOException;
import java.util.List;
import java.util.Optional;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.fs.FileSystem;
import org.apache.hadoop.fs.Path;

/** The output that a run which resumes may find whole. */
final class ExistingOutput {
  private final JobPlan plan;
  private final Configuration conf;
  private final Path output;
  private final FileSystem files;

  ExistingOutput(JobPlan plan, Configuration conf) throws IOException {
    this.plan = plan;
    this.conf = conf;
    this.output = plan.request().output();
    this.files = output.getFileSystem(conf);
  }

  /**
   * Returns its manifest, if there is one.
   *
   * @param stages of the plan
   * @throws HoldfastException CONFLICT where it is of other work
   */
  Optional<Manifest> find(List<Stage> stages) throws IOException {
    Optional<Manifest> found = Manifest.find(OutputStore.of(files), output);
    if (found.isEmpty()) {
      return found;
    }
    Stage last = stages.get(stages.size() - 1);
    Optional<String> difference =
        found.get().difference(last.outputSettings().run(), last.reducers());
    if (difference.isPresent()) {
      throw conflict(output, "an output whose " + difference.get());
    }
    if (found.get().header() != plan.request().header()) {
      throw conflict(output, "an output whose header is " + found.get().header());
    }
    if (isTooBad(found.get(), conf)) {
      throw conflict(output, "an output with more malformed records than --max-bad allows");
    }
    return found;
  }

  /** Reads all of it; fails where it is not as it was made. */
  void verify() throws IOException {
    try {
      new Verifier(files).verify(output);
    } catch (HoldfastException e) {
      throw new HoldfastException(
          e.kind(),
          String.format(
              "[%s] is there, but not as it was made: %s; --if-exists replace makes it again",
              output, e.getMessage()),
          e);
    }
  }

  /** Says whether a stage has set more records aside than this run allows. */
  static boolean isTooBad(Manifest manifest, Configuration conf) {
    long bad = manifest.counters().getOrDefault(FlowCounter.RECORDS_QUARANTINED.name(), 0L);
    long read = manifest.counters().getOrDefault(FlowCounter.RECORDS_IN.name(), 0L);
    return MaxBad.read(conf).isExceeded(bad, read);
  }

  /** Returns what to throw where the place of the output has something else. */
  static HoldfastException conflict(Path output, String what) {
    return new HoldfastException(
        ErrorKind.CONFLICT,
        String.format(
            "[%s] expected work of this command to go on with, got %s; try another output, or"
                + " --if-exists replace",
            output, what));
  }
}
