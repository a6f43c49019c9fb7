package io.holdfast.job;

import io.holdfast.config.FaultPolicy;
import io.holdfast.error.ErrorKind;
import io.holdfast.error.HoldfastException;
import io.holdfast.job.failure.Diagnosis;
import io.holdfast.job.failure.FailureReport;
import io.holdfast.job.failure.FailureReport.AttemptsAllowed;
import java.io.IOException;
import java.util.Objects;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.fs.ChecksumException;
import org.apache.hadoop.mapreduce.Job;
import org.apache.hadoop.util.StringUtils;

/** Finds out why a job failed. */
final class JobFailure {
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
    if (root instanceof ChecksumException) {
      return new HoldfastException(
          ErrorKind.DATA,
          "[input] expected bytes that match their .crc file, got " + root + "; copy it again",
          thrown);
    }
    Diagnosis diagnosis = Diagnosis.of(StringUtils.stringifyException(thrown));
    String message =
        switch (diagnosis.cause()) {
          case HEAP -> "[this JVM] expected enough heap, got %s; try HOLDFAST_HEAP=2g";
          case DISK ->
              "[spill or output] expected space on the disk, got %s; make room where the output"
                  + " goes, or send spills elsewhere with -D hadoop.tmp.dir=DIR or"
                  + " mapreduce.cluster.local.dir=DIR,DIR...";
          default -> "[job] expected it to finish, got %s";
        };
    return new HoldfastException(diagnosis.kind(), String.format(message, root), thrown);
  }

  /** Explains a failure of which nothing was seen being thrown by what the job tells. */
  static HoldfastException explain(Job job) throws IOException, InterruptedException {
    String info = Objects.requireNonNullElse(job.getStatus().getFailureInfo(), "");
    return HoldfastException.find(info)
        .orElseGet(
            () ->
                new HoldfastException(
                    ErrorKind.RESOURCE,
                    String.format(
                        "[%s] expected it to finish, got %s; try --verbose",
                        job.getJobID(), info.lines().findFirst().orElse("no reason"))));
  }

  /** Explains a job's failure on a cluster by its attempts, or else by what the job tells. */
  static HoldfastException explain(
      String application, Configuration conf, AttemptWatcher attempts, String ofJob) {
    return new FailureReport(
            application,
            new AttemptsAllowed(
                conf.getInt(FaultPolicy.MAP_ATTEMPTS, 0),
                conf.getInt(FaultPolicy.REDUCE_ATTEMPTS, 0)),
            attempts.failures(),
            attempts.proof(),
            ofJob)
        .explain();
  }
}
