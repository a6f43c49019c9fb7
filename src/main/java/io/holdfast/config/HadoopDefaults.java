package io.holdfast.config;

import org.apache.hadoop.conf.Configuration;

/** Tells Hadoop's own defaults from what a person or a site has set. */
public final class HadoopDefaults {
  /** The source that a value of ours is marked with, in {@code explain} and in the job's XML. */
  public static final String OURS = "Holdfast's default";

  private HadoopDefaults() {}

  /** Says whether a key has a value from somewhere else than Hadoop's {@code *-default.xml}. */
  public static boolean isSet(Configuration conf, String key) {
    String[] sources = conf.getPropertySources(key);
    return sources != null && !sources[sources.length - 1].endsWith("-default.xml");
  }

  /** Sets a key that nobody has set. */
  public static void override(Configuration conf, String key, String value) {
    if (!isSet(conf, key)) {
      conf.set(key, value, OURS);
    }
  }
}
