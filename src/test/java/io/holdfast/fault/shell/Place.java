package io.holdfast.fault.shell;

/** Where a fault strikes. A position counts what the place says, from 0. */
public enum Place {
  /** A map attempt that has read so many rows. */
  MAP_RECORD,
  /** A map attempt that is given the row of that number. */
  MAP_ROW,
  /** A map attempt whose output is whole on its node's disk, before it says so. */
  MAP_END,
  /** The combiner of a map attempt, before its key of that number. */
  COMBINE,
  /** A reduce attempt that has copied so many map outputs; at 0 it is held before the first. */
  SHUFFLE,
  /** A reduce attempt, before its group of that number. */
  REDUCE_KEY,
  /** A reduce attempt that has written its part and asks whether it may commit. */
  REDUCE_END,
  /** A reduce attempt that may commit and has not begun to. */
  BEFORE_TASK_COMMIT,
  /** A reduce attempt's commit, after its rename of that number. */
  IN_TASK_COMMIT,
  /** A reduce attempt that has committed and has not said so. */
  AFTER_TASK_COMMIT,
  /** An application master before it commits the job. */
  BEFORE_JOB_COMMIT,
  /** Its commit, after the rename of that number. */
  IN_JOB_COMMIT,
  /** An application master that has committed the job and has not said so. */
  AFTER_JOB_COMMIT
}
