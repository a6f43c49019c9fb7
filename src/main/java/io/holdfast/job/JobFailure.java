package io.holdfast.job;

import io.holdfast.error.ErrorKind;
import io.holdfast.error.HoldfastException;
import java.io.IOException;
import java.util.Optional;
import org.apache.hadoop.mapreduce.Job;
import org.apache.hadoop.mapreduce.TaskCompletionEvent;

/** Finds out why a job failed. */
final class JobFailure {
  private static final int EVENTS = 1000;

  private JobFailure() {}

  /** Explains a failure in this JVM by what was thrown. */
  static HoldfastException explain(Throwable thrown) {
    return HoldfastException.find(thrown).orElseGet(() -> explainForeign(thrown));
  }

  private static HoldfastException explainForeign(Throwable thrown) {
    Throwable root = thrown;
    while (root.getCause() != null) {
      root = root.getCause();
    }
    String what = root.toString();
    if (root instanceof OutOfMemoryError) {
      return new HoldfastException(
          ErrorKind.RESOURCE,
          "[this JVM] expected enough heap, got " + what + "; try HOLDFAST_HEAP=2g",
          thrown);
    }
    if (what.contains("No space left on device")
        || what.contains("Could not find any valid local")) {
      return new HoldfastException(
          ErrorKind.RESOURCE,
          "[spill or output] expected space on the disk, got "
              + what
              + "; try -D hadoop.tmp.dir=DIR on a disk with more room",
          thrown);
    }
    ErrorKind kind = root instanceof IOException ? ErrorKind.RESOURCE : ErrorKind.BUG;
    return new HoldfastException(kind, "[job] expected it to finish, got " + what, thrown);
  }

  /** Explains a job's failure on a cluster by the diagnostics of its tasks, or else its own. */
  static HoldfastException explain(Job job) throws IOException, InterruptedException {
    StringBuilder first = new StringBuilder();
    for (TaskCompletionEvent event : job.getTaskCompletionEvents(0, EVENTS)) {
      if (event.getStatus() == TaskCompletionEvent.Status.FAILED
          || event.getStatus() == TaskCompletionEvent.Status.TIPFAILED) {
        for (String text : job.getTaskDiagnostics(event.getTaskAttemptId())) {
          first.append(first.isEmpty() ? event.getTaskAttemptId() + ": " + text : "");
          Optional<HoldfastException> found = HoldfastException.find(text);
          if (found.isPresent()) {
            return found.get();
          }
        }
      }
    }
    String info = first.isEmpty() ? job.getStatus().getFailureInfo() : first.toString();
    return HoldfastException.find(info)
        .orElseGet(
            () ->
                new HoldfastException(
                    ErrorKind.RESOURCE,
                    String.format(
                        "[%s] expected it to finish, got: %s; try %s, or yarn logs",
                        job.getJobID(),
                        info.lines().findFirst().orElse(""),
                        job.getTrackingURL())));
  }
}
