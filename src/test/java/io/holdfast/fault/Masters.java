package io.holdfast.fault;

import java.io.IOException;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import org.apache.hadoop.mapred.TIPStatus;
import org.apache.hadoop.mapreduce.Cluster;
import org.apache.hadoop.mapreduce.Job;
import org.apache.hadoop.mapreduce.TaskType;
import org.apache.hadoop.mapreduce.TypeConverter;
import org.apache.hadoop.yarn.api.records.ApplicationId;
import org.awaitility.Awaitility;

/** Ends application masters. */
final class Masters {
  private static final Duration PATIENCE = Duration.ofSeconds(60);

  private Masters() {}

  /**
   * Kills the master, with SIGKILL, as soon as it knows that so many maps and reduces are done, and
   * waits for the end of its tasks. One that went on in the quarter of a second between SIGTERM and
   * SIGKILL could write while its node deletes the job's files: YARN waits for the shell around a
   * task, not for the task.
   */
  static Nemesis killedWhenDone(int maps, int reduces) {
    return (cluster, run) -> {
      ApplicationId id = run.job().getApplicationId();
      Cluster client = new Cluster(cluster.conf());
      try {
        Awaitility.await(maps + " maps and " + reduces + " reduces of " + id)
            .atMost(PATIENCE)
            .until(
                () ->
                    done(client, id, TaskType.MAP) == maps
                        && done(client, id, TaskType.REDUCE) == reduces);
      } finally {
        client.close();
      }
      List<ProcessHandle> processes = Leftovers.processes(id.toString());
      List<ProcessHandle> masters = processes.stream().filter(Masters::isMaster).toList();
      if (masters.isEmpty()) {
        throw new IllegalStateException("no application master of " + id);
      }
      masters.forEach(ProcessHandle::destroyForcibly);
      Awaitility.await("end of what the master ran of " + id)
          .atMost(PATIENCE)
          .until(() -> processes.stream().noneMatch(ProcessHandle::isAlive));
    };
  }

  private static boolean isMaster(ProcessHandle process) {
    return Leftovers.commandOf(process).contains("MRAppMaster");
  }

  private static long done(Cluster client, ApplicationId id, TaskType type)
      throws IOException, InterruptedException {
    Job job = client.getJob(TypeConverter.fromYarn(id));
    return Arrays.stream(job.getTaskReports(type))
        .filter(report -> report.getCurrentStatus() == TIPStatus.COMPLETE)
        .count();
  }
}
