package io.holdfast.shuffle;

import io.holdfast.query.Query;
import io.holdfast.query.QueryMessage;
import io.holdfast.record.Schema;
import org.apache.hadoop.conf.Configuration;

/** Carries the query from the driver to the tasks. */
public final class QueryConfiguration {
  private static final String KEY = "holdfast.query.json";

  private QueryConfiguration() {}

  /** Puts a query into a job's configuration. */
  public static void write(Configuration conf, QueryMessage message) {
    conf.set(KEY, message.toJson());
  }

  /** Binds the query of a task's configuration. */
  public static Query read(Configuration conf) {
    return message(conf).bind();
  }

  /** Returns the columns that the query's source has to give. */
  public static Schema source(Configuration conf) {
    return message(conf).source();
  }

  private static QueryMessage message(Configuration conf) {
    String json = conf.getRaw(KEY); // A query may hold what looks like a variable.
    if (json == null) {
      throw new IllegalStateException("the job's configuration has no " + KEY);
    }
    return QueryMessage.fromJson(json);
  }
}
