package io.holdfast.job;

import io.holdfast.error.HoldfastException;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.mapreduce.Job;
import org.apache.hadoop.mapreduce.Partitioner;

/** Who decides which reducer, and so which part, gets a group. */
public enum Partitioning {
  /** The hash, unless a sample says that groups with very many values had better be sliced. */
  AUTO,
  /** The hash of the group. */
  HASH,
  /** Its place in the order of keys: a further stage puts the rows in order over all parts. */
  RANGE,
  /** A sample of the input: each reducer gets about as much. */
  BALANCED,
  /** A class of the user's, which the configuration names. */
  CUSTOM;

  /**
   * Names a class of the user's in a configuration.
   *
   * @throws HoldfastException of kind USER where there is no such class, or it is no partitioner
   */
  public static void useClass(String name, Configuration conf) {
    Class<?> found = conf.getClassByNameOrNull(name);
    if (found == null || !Partitioner.class.isAssignableFrom(found)) {
      throw HoldfastException.user(
          "[--partitioner] expected hash, range, balanced, or a class that extends %s, got %s; try"
              + " -libjars with its jar",
          Partitioner.class.getName(), name);
    }
    conf.set(Job.PARTITIONER_CLASS_ATTR, name, "--partitioner");
  }
}
