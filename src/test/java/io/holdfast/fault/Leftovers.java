package io.holdfast.fault;

import static org.assertj.core.api.Assertions.assertThat;

import io.holdfast.cluster.TestCluster;
import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.stream.Stream;
import org.apache.hadoop.fs.FileSystem;
import org.apache.hadoop.fs.LocatedFileStatus;
import org.apache.hadoop.fs.Path;
import org.apache.hadoop.fs.RemoteIterator;
import org.apache.hadoop.mapreduce.TypeConverter;
import org.apache.hadoop.yarn.server.resourcemanager.rmapp.RMApp;
import org.awaitility.Awaitility;

/** What a job may leave behind beside its output: nothing. */
final class Leftovers {
  private static final Path STAGING = new Path("/staging");
  private static final String HISTORY = "/history/";
  private static final Duration PATIENCE = Duration.ofSeconds(20);

  private Leftovers() {}

  /** Expects no process of the job and no file but its history, a moment after its end. */
  static void assertNone(TestCluster cluster, RMApp job) {
    String id = job.getApplicationId().toString();
    Awaitility.await("end of all containers of " + id)
        .atMost(PATIENCE)
        .untilAsserted(() -> assertThat(processes(id)).isEmpty());
    String name = TypeConverter.fromYarn(job.getApplicationId()).toString();
    Awaitility.await("files of " + name)
        .atMost(PATIENCE)
        .untilAsserted(() -> assertThat(files(cluster.files(), name)).isEmpty());
    Awaitility.await("local files of " + id)
        .atMost(PATIENCE)
        .untilAsserted(() -> assertThat(cluster.localFiles(id)).isEmpty());
  }

  /** Returns the processes of a job's containers, those whose parents have died among them. */
  static List<ProcessHandle> processes(String application) {
    try (Stream<ProcessHandle> all = ProcessHandle.allProcesses()) {
      return all.filter(process -> commandOf(process).contains(application)).toList();
    }
  }

  static String commandOf(ProcessHandle process) {
    return process.info().commandLine().orElse("");
  }

  private static List<Path> files(FileSystem files, String job) throws IOException {
    Stream.Builder<Path> found = Stream.builder();
    RemoteIterator<LocatedFileStatus> all = files.listFiles(STAGING, true);
    while (all.hasNext()) {
      Path path = all.next().getPath();
      if (path.toString().contains(job) && !path.toString().contains(HISTORY)) {
        found.add(path);
      }
    }
    return found.build().toList();
  }
}
