package io.holdfast.job;

import java.io.Closeable;
import java.io.FileNotFoundException;
import java.io.IOException;
import java.io.InputStream;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.fs.Path;
import org.apache.hadoop.mapreduce.Cluster;
import org.apache.hadoop.mapreduce.Job;
import org.apache.hadoop.mapreduce.JobID;
import org.apache.hadoop.mapreduce.TypeConverter;
import org.apache.hadoop.yarn.api.protocolrecords.GetApplicationsRequest;
import org.apache.hadoop.yarn.api.records.ApplicationReport;
import org.apache.hadoop.yarn.api.records.YarnApplicationState;
import org.apache.hadoop.yarn.client.api.YarnClient;
import org.apache.hadoop.yarn.exceptions.YarnException;

/** Finds the job that a run has on a cluster, by its tag: also when the run's driver is dead. */
final class RunningJobs implements Closeable {
  private final Configuration conf;
  private final Cluster cluster;
  private final YarnClient client;

  RunningJobs(Configuration conf) throws IOException {
    this.conf = conf;
    cluster = new Cluster(conf);
    client = YarnClient.createYarnClient();
    client.init(conf);
    client.start();
  }

  /** Returns the tag that each job of a run has. */
  static String tag(String runId) {
    return "holdfast-run-" + runId;
  }

  /** Returns the job of a run that has not ended; a run has one at a time. */
  Optional<Job> find(String runId) throws IOException, InterruptedException {
    GetApplicationsRequest request = GetApplicationsRequest.newInstance();
    request.setApplicationTags(Set.of(tag(runId)));
    request.setApplicationStates(
        EnumSet.of(
            YarnApplicationState.NEW,
            YarnApplicationState.NEW_SAVING,
            YarnApplicationState.SUBMITTED,
            YarnApplicationState.ACCEPTED,
            YarnApplicationState.RUNNING));
    List<ApplicationReport> found;
    try {
      found = client.getApplications(request);
    } catch (YarnException e) {
      throw new IOException("expected the resource manager to name running jobs, got " + e, e);
    }
    return found.isEmpty()
        ? Optional.empty()
        : open(TypeConverter.fromYarn(found.get(0).getApplicationId()));
  }

  /** Returns a job with its own configuration, which Hadoop would look for on the local disk. */
  private Optional<Job> open(JobID id) throws IOException, InterruptedException {
    Job job = cluster.getJob(id);
    if (job == null) {
      return Optional.empty(); // It has just ended, and the job history does not know it yet.
    }
    Path file = new Path(job.getStatus().getJobFile());
    Configuration own = new Configuration(conf);
    try (InputStream in = file.getFileSystem(conf).open(file)) {
      own.addResource(in);
      own.size(); // Reads it.
    } catch (FileNotFoundException e) {
      return Optional.empty(); // The same: it has deleted what was submitted.
    }
    return Optional.of(Job.getInstance(cluster, job.getStatus(), own));
  }

  @Override
  public void close() throws IOException {
    client.stop();
    cluster.close();
  }
}
