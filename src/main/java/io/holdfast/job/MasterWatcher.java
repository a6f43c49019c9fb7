package io.holdfast.job;

import io.holdfast.job.failure.Diagnosis;
import java.io.Closeable;
import java.io.IOException;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.mapreduce.JobID;
import org.apache.hadoop.mapreduce.TypeConverter;
import org.apache.hadoop.yarn.api.records.ApplicationAttemptId;
import org.apache.hadoop.yarn.api.records.ApplicationAttemptReport;
import org.apache.hadoop.yarn.api.records.ApplicationId;
import org.apache.hadoop.yarn.api.records.ApplicationReport;
import org.apache.hadoop.yarn.client.api.YarnClient;
import org.apache.hadoop.yarn.exceptions.YarnException;

/** Notices, by asking the resource manager now and then, that an application master died. */
final class MasterWatcher implements Closeable {
  private static final long INTERVAL_NS = 5_000_000_000L;

  /** What the resource manager gives for the host of a master that has not registered. */
  private static final String UNKNOWN = "N/A";

  private final Configuration conf;
  private final ApplicationId application;
  private final ProgressListener listener;
  private YarnClient client;
  private int attempt = 1;
  private String node = "";
  private long last = System.nanoTime();

  MasterWatcher(Configuration conf, JobID job, ProgressListener listener) {
    this.conf = conf;
    this.application = TypeConverter.toYarn(job).getAppId();
    this.listener = listener;
  }

  /** Asks, if the last time was long enough ago. That nobody answers is no reason to end a run. */
  void look() {
    if (System.nanoTime() - last < INTERVAL_NS) {
      return;
    }
    last = System.nanoTime();
    try {
      if (client == null) {
        client = YarnClient.createYarnClient();
        client.init(conf);
        client.start();
      }
      ask();
    } catch (IOException | YarnException e) {
      return; // The next look may have an answer.
    }
  }

  /** Asks once more at the end; a job shorter than the first interval had one master alone. */
  void end() {
    if (client != null) {
      last -= INTERVAL_NS;
      look();
    }
  }

  private void ask() throws IOException, YarnException {
    ApplicationReport report = client.getApplicationReport(application);
    int current = report.getCurrentApplicationAttemptId().getAttemptId();
    for (; attempt < current; attempt++) {
      ApplicationAttemptReport died =
          client.getApplicationAttemptReport(
              ApplicationAttemptId.newInstance(application, attempt));
      listener.notice(
          String.format(
              "[application master %d%s] died: %s; another one goes on",
              attempt, node, Diagnosis.of(died.getDiagnostics()).root()));
      node = "";
    }
    if (report.getHost() != null && !report.getHost().equals(UNKNOWN)) {
      node = " on " + report.getHost();
    }
  }

  @Override
  public void close() {
    if (client != null) {
      client.stop();
    }
  }
}
