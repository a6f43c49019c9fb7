package io.holdfast.job;

import io.holdfast.error.ErrorKind;
import io.holdfast.error.HoldfastException;
import java.io.IOException;
import java.util.Objects;
import java.util.Optional;
import org.apache.hadoop.fs.ChecksumException;
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
              + "; make room where the output goes, or send spills elsewhere with"
              + " -D hadoop.tmp.dir=DIR",
          thrown);
    }
    if (root instanceof ChecksumException) {
      return new HoldfastException(
          ErrorKind.DATA,
          "[input] expected bytes that match their .crc file, got " + what + "; copy it again",
          thrown);
    }
    ErrorKind kind = root instanceof IOException ? ErrorKind.RESOURCE : ErrorKind.BUG;
    return new HoldfastException(kind, "[job] expected it to finish, got " + what, thrown);
  }

  /** Explains a job's failure on a cluster by the diagnostics of its tasks, or else its own. */
  static HoldfastException explain(Job job) throws IOException, InterruptedException {
    String first = job.getStatus().getFailureInfo();
    boolean ofTask = false;
    int from = 0;
    TaskCompletionEvent[] events = job.getTaskCompletionEvents(from, EVENTS);
    for (; events.length > 0; events = job.getTaskCompletionEvents(from, EVENTS)) {
      from += events.length;
      for (TaskCompletionEvent event : events) {
        String text = isFailure(event) ? diagnostics(job, event) : "";
        Optional<HoldfastException> found = HoldfastException.find(text);
        if (found.isPresent()) {
          return found.get();
        }
        if (!ofTask && !text.isEmpty()) {
          first = event.getTaskAttemptId() + ": " + text;
          ofTask = true;
        }
      }
    }
    String info = Objects.requireNonNullElse(first, "");
    return HoldfastException.find(info).orElseGet(() -> unknown(job, info));
  }

  private static boolean isFailure(TaskCompletionEvent event) {
    return switch (event.getStatus()) {
      case FAILED, TIPFAILED -> true;
      case SUCCEEDED, KILLED, OBSOLETE -> false;
    };
  }

  private static String diagnostics(Job job, TaskCompletionEvent event)
      throws IOException, InterruptedException {
    return String.join("\n", job.getTaskDiagnostics(event.getTaskAttemptId()));
  }

  private static HoldfastException unknown(Job job, String info) {
    return new HoldfastException(
        ErrorKind.RESOURCE,
        String.format(
            "[%s] expected it to finish, got: %s; try %s, or yarn logs",
            job.getJobID(), info.lines().findFirst().orElse(""), job.getTrackingURL()));
  }
}
