package io.holdfast.config;

import org.apache.hadoop.conf.Configuration;

/**
 * The effective value of a key.
 *
 * @param key as Hadoop reads it
 * @param value empty where there is none
 * @param source who set it: a file's name, an option, or whose default it is
 */
public record Setting(String key, String value, String source) {
  /** Reads a key; where it has no value, the given one is its default. */
  public static Setting read(Configuration conf, String key, String defaultValue) {
    String value = conf.get(key);
    return value == null
        ? new Setting(key, defaultValue, defaultValue.isEmpty() ? "not set" : HadoopDefaults.OURS)
        : new Setting(key, value, source(conf, key));
  }

  /** Says where a key's value came from. */
  static String source(Configuration conf, String key) {
    String[] sources = conf.getPropertySources(key);
    if (sources == null || sources.length == 0) {
      return "not set";
    }
    String last = sources[sources.length - 1];
    if (last.endsWith("-default.xml")) {
      return "Hadoop's default";
    }
    return switch (last) {
      case "from command line" -> "command line";
      case "programmatically" -> "the program";
      default -> last;
    };
  }
}
