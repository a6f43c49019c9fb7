package io.holdfast.fault;

import io.holdfast.cluster.TestCluster;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import org.apache.hadoop.fs.FileSystem;
import org.apache.hadoop.fs.LocatedFileStatus;
import org.apache.hadoop.fs.Path;
import org.apache.hadoop.fs.RemoteIterator;
import org.apache.hadoop.mapreduce.Counters;
import org.apache.hadoop.mapreduce.TaskCounter;
import org.apache.hadoop.mapreduce.TaskType;
import org.apache.hadoop.mapreduce.TypeConverter;
import org.apache.hadoop.mapreduce.jobhistory.JobHistoryParser;
import org.apache.hadoop.mapreduce.jobhistory.JobHistoryParser.JobInfo;
import org.apache.hadoop.mapreduce.jobhistory.JobHistoryParser.TaskAttemptInfo;
import org.apache.hadoop.mapreduce.jobhistory.JobHistoryParser.TaskInfo;
import org.apache.hadoop.yarn.api.records.ApplicationId;
import org.awaitility.Awaitility;

/** All attempts of a job that has ended, as its last application master wrote them down. */
final class JobHistory {
  private static final Path ROOT = new Path("/staging/history");
  private static final Duration PATIENCE = Duration.ofSeconds(30);

  private final List<Attempt> attempts;
  private final Counters counters;

  private JobHistory(List<Attempt> attempts, Counters counters) {
    this.attempts = attempts;
    this.counters = counters;
  }

  /** Reads it as soon as it is there. */
  static JobHistory read(TestCluster cluster, ApplicationId job) {
    String name = TypeConverter.fromYarn(job).toString();
    return Awaitility.await("history of " + name)
        .atMost(PATIENCE)
        .ignoreExceptions()
        .until(() -> parse(cluster.files(), find(cluster.files(), name)), found -> true);
  }

  private static Path find(FileSystem files, String job) throws IOException {
    RemoteIterator<LocatedFileStatus> all = files.listFiles(ROOT, true);
    while (all.hasNext()) {
      Path file = all.next().getPath();
      if (file.getName().startsWith(job) && file.getName().endsWith(".jhist")) {
        return file;
      }
    }
    throw new IOException("no history of " + job + " yet");
  }

  private static JobHistory parse(FileSystem files, Path file) throws IOException {
    JobInfo job = new JobHistoryParser(files, file).parse();
    List<Attempt> attempts = new ArrayList<>();
    for (TaskInfo task : job.getAllTasks().values()) {
      for (TaskAttemptInfo attempt : task.getAllTaskAttempts().values()) {
        attempts.add(
            new Attempt(
                attempt.getAttemptId(),
                attempt.getTaskStatus(),
                attempt.getHostname(),
                attempt.getError() == null ? "" : attempt.getError(),
                "" + attempt.getContainerId()));
      }
    }
    attempts.sort(Comparator.comparing(Attempt::id));
    return new JobHistory(attempts, job.getTotalCounters());
  }

  /** Returns a counter over all attempts that count. */
  long counter(TaskCounter counter) {
    return counters.findCounter(counter).getValue();
  }

  List<Attempt> attempts() {
    return attempts;
  }

  List<Attempt> attempts(TaskType type, int task) {
    return attempts.stream().filter(a -> a.type() == type && a.task() == task).toList();
  }

  /** Returns for example {@code maps 3 succeeded 1 failed; reduces 2 succeeded}. */
  String summary() {
    return "maps" + summary(TaskType.MAP) + "; reduces" + summary(TaskType.REDUCE);
  }

  private String summary(TaskType type) {
    Map<String, Integer> byState = new TreeMap<>(Comparator.reverseOrder());
    attempts.stream()
        .filter(attempt -> attempt.type() == type)
        .forEach(attempt -> byState.merge(attempt.state(), 1, Integer::sum));
    StringBuilder text = new StringBuilder();
    byState.forEach((state, n) -> text.append(' ').append(n).append(' ').append(state));
    return text.toString().toLowerCase(Locale.ROOT);
  }

  @Override
  public String toString() {
    StringBuilder text = new StringBuilder();
    for (Attempt attempt : attempts) {
      text.append(attempt).append('\n');
    }
    return text.toString();
  }
}
