package io.holdfast.job;

import java.io.IOException;
import org.apache.hadoop.mapreduce.Job;
import org.apache.hadoop.mapreduce.TaskAttemptID;
import org.apache.hadoop.mapreduce.TaskCompletionEvent;

/** What a cluster tells of a job's attempts. */
interface AttemptEvents {
  /** Returns how attempts ended, from a number on, as whoever answers numbers them. */
  TaskCompletionEvent[] read(int from, int most) throws IOException, InterruptedException;

  /** Returns what is known of how an attempt ended. */
  String diagnostics(TaskAttemptID attempt) throws IOException, InterruptedException;

  /** Returns those of a job, from its application master, or else from the job history. */
  static AttemptEvents of(Job job) {
    return new AttemptEvents() {
      @Override
      public TaskCompletionEvent[] read(int from, int most)
          throws IOException, InterruptedException {
        return job.getTaskCompletionEvents(from, most);
      }

      @Override
      public String diagnostics(TaskAttemptID attempt) throws IOException, InterruptedException {
        return String.join("\n", job.getTaskDiagnostics(attempt)).strip();
      }
    };
  }
}
