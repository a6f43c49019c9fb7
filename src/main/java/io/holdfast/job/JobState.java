package io.holdfast.job;

/** How a job on a cluster goes, as far as the driver can learn it. */
enum JobState {
  RUNNING,
  SUCCEEDED,
  FAILED,
  /** It has ended, but neither its master nor the job history tells how. */
  ENDED,
  /** The driver has killed it, and did not see its end in time. */
  KILLED,
  /** Nobody tells anything: it may go on. */
  SILENT;

  /** Says whether nothing of the job runs any more. */
  boolean isOver() {
    return this == SUCCEEDED || this == FAILED || this == ENDED;
  }
}
