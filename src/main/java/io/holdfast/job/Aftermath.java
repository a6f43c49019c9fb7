package io.holdfast.job;

import io.holdfast.error.ErrorKind;
import io.holdfast.error.HoldfastException;
import io.holdfast.output.Leftovers;
import io.holdfast.output.Manifest;
import io.holdfast.output.ReplaceRecovery;
import java.io.IOException;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.fs.FileSystem;
import org.apache.hadoop.fs.Path;
import org.apache.hadoop.mapreduce.MRJobConfig;

/**
 * What is to be done after a job that did not say that it succeeded. Its committer has cleaned up,
 * unless its application master died: then this does it.
 */
final class Aftermath {
  private final FileSystem files;
  private final Path output;
  private final String runId;

  Aftermath(FileSystem files, Path output, String runId) {
    this.files = files;
    this.output = output;
    this.runId = runId;
  }

  /** Says whether the job's output is there all the same: its master died just after that. */
  boolean isPublished() throws IOException {
    try {
      return Manifest.read(files, output).run().runId().equals(runId);
    } catch (HoldfastException e) {
      if (e.kind() == ErrorKind.MISMATCH) {
        return false; // No output, or not of this program.
      }
      throw e;
    }
  }

  /** Tells that the output is there all the same. */
  String words(boolean failed) {
    return String.format(
        failed
            ? "[%s] is whole; what failed, failed after it was published"
            : "[%s] is whole, though the job itself did not tell how it ended",
        output);
  }

  /** Deletes what the run left behind, and gives an output that it moved aside its name again. */
  void settle() throws IOException {
    try {
      ReplaceRecovery.restoreInterruptedReplace(files, output, runId);
    } finally {
      Leftovers.discard(files, output, runId);
    }
  }

  /** Deletes the job's files that the client had uploaded, unless the user wants to see them. */
  void discardSubmission(Configuration conf) throws IOException {
    String directory = conf.get(MRJobConfig.MAPREDUCE_JOB_DIR);
    if (directory != null && !conf.getBoolean(MRJobConfig.PRESERVE_FAILED_TASK_FILES, false)) {
      Path submission = new Path(directory);
      submission.getFileSystem(conf).delete(submission, true);
    }
  }
}
