package io.holdfast.shuffle;

import io.holdfast.query.Query;
import org.apache.hadoop.conf.Configuration;

/** Carries the query from the driver to the tasks. */
public final class QueryConfiguration {
  private static final String KEY = "holdfast.query.json";

  private QueryConfiguration() {}

  /** Puts a query, as {@code Query.toJson} wrote it, into a job's configuration. */
  public static void write(Configuration conf, String json) {
    conf.set(KEY, json);
  }

  /** Binds the query of a task's configuration. */
  public static Query read(Configuration conf) {
    String json = conf.getRaw(KEY);
    if (json == null) {
      throw new IllegalStateException("the job's configuration has no " + KEY);
    }
    return Query.fromJson(json);
  }
}
