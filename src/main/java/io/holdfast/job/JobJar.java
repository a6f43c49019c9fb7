package io.holdfast.job;

import org.apache.hadoop.mapreduce.Job;

/** The jar that a job's tasks take their classes from. */
final class JobJar {
  /** The system property with the job jar's path; without it the jar of this class is taken. */
  static final String PROPERTY = "holdfast.job.jar";

  private JobJar() {}

  /** Gives a job its jar. A local run has all classes already, and would copy it for nothing. */
  static Job use(Job job) {
    String jar = System.getProperty(PROPERTY);
    if (LocalSettings.isLocal(job.getConfiguration())) {
      return job;
    }
    if (jar == null) {
      job.setJarByClass(JobJar.class);
    } else {
      job.setJar(jar);
    }
    return job;
  }
}
