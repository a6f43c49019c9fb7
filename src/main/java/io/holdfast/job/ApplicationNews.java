package io.holdfast.job;

import java.io.Closeable;
import java.io.IOException;
import java.util.Objects;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.mapreduce.JobID;
import org.apache.hadoop.mapreduce.TypeConverter;
import org.apache.hadoop.yarn.api.records.ApplicationAttemptId;
import org.apache.hadoop.yarn.api.records.ApplicationAttemptReport;
import org.apache.hadoop.yarn.api.records.ApplicationId;
import org.apache.hadoop.yarn.api.records.ApplicationReport;
import org.apache.hadoop.yarn.client.api.YarnClient;
import org.apache.hadoop.yarn.exceptions.YarnException;

/** What the resource manager tells of a job's application, also when nobody else tells of it. */
final class ApplicationNews implements Closeable {
  private final Configuration conf;
  private final ApplicationId application;
  private YarnClient client;

  ApplicationNews(Configuration conf, JobID job) {
    this.conf = conf;
    this.application = TypeConverter.toYarn(job).getAppId();
  }

  /** Returns for example {@code application_1795559268467_0001}. */
  String id() {
    return application.toString();
  }

  ApplicationReport report() throws IOException, YarnException {
    return client().getApplicationReport(application);
  }

  /** Returns what is known of one of its masters, from 1. */
  ApplicationAttemptReport master(int number) throws IOException, YarnException {
    return client()
        .getApplicationAttemptReport(ApplicationAttemptId.newInstance(application, number));
  }

  /** Says whether it has ended, one way or the other. */
  boolean hasEnded() throws IOException, YarnException {
    return switch (report().getYarnApplicationState()) {
      case FINISHED, FAILED, KILLED -> true;
      case NEW, NEW_SAVING, SUBMITTED, ACCEPTED, RUNNING -> false;
    };
  }

  /** Returns why it ended, or nothing where that cannot be learnt. */
  String diagnostics() {
    try {
      return Objects.requireNonNullElse(report().getDiagnostics(), "");
    } catch (IOException | YarnException e) {
      return "";
    }
  }

  private YarnClient client() {
    if (client == null) {
      client = YarnClient.createYarnClient();
      client.init(conf);
      client.start();
    }
    return client;
  }

  @Override
  public void close() {
    if (client != null) {
      client.stop();
    }
  }
}
