package io.holdfast.fault;

import org.apache.hadoop.mapreduce.TaskAttemptID;
import org.apache.hadoop.mapreduce.TaskType;

/**
 * What became of a task attempt.
 *
 * @param id of the attempt
 * @param state SUCCEEDED, FAILED or KILLED
 * @param host its node's
 * @param error why it failed, or empty
 * @param container its id
 */
record Attempt(TaskAttemptID id, String state, String host, String error, String container) {
  static final String SUCCEEDED = "SUCCEEDED";
  static final String FAILED = "FAILED";
  static final String KILLED = "KILLED";

  /** Attempts of a later application master are numbered from 1000 times its number. */
  private static final int PER_MASTER = 1000;

  TaskType type() {
    return id.getTaskType();
  }

  int task() {
    return id.getTaskID().getId();
  }

  /** Returns which application master started it, from 0. */
  int master() {
    return id.getId() / PER_MASTER;
  }
}
