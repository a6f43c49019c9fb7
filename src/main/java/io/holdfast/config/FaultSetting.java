package io.holdfast.config;

import io.holdfast.error.HoldfastException;
import org.apache.hadoop.conf.Configuration;

/**
 * A row of the {@link FaultPolicy}: one of Hadoop's keys.
 *
 * @param key as Hadoop reads it
 * @param defaultValue what we set where nobody else has; empty to leave it to the cluster
 * @param unit of the value
 * @param flag the command's option that sets it, or empty
 * @param meaning what it does, and what follows from changing it
 */
public record FaultSetting(
    String key, String defaultValue, Unit unit, String flag, String meaning) {

  /**
   * Checks the value that somebody has set.
   *
   * @throws HoldfastException of kind USER if it is none
   */
  void check(Configuration conf) {
    String value = conf.getTrimmed(key);
    if (value != null && HadoopDefaults.isSet(conf, key) && !unit.accepts(value)) {
      throw HoldfastException.user(
          "[%s] expected %s, got \"%s\" (from %s); try %s",
          key,
          unit.text(),
          value,
          Setting.source(conf, key),
          defaultValue.isEmpty() ? "leaving it out" : "the default, " + defaultValue);
    }
  }

  /** What a value is. */
  public enum Unit {
    /** At least one. */
    COUNT("a number from 1", "[1-9][0-9]{0,8}"),
    /** None, or more. */
    RETRIES("a number from 0", "[0-9]{1,9}"),
    /** Milliseconds; 0 mostly means for ever. */
    MS("ms", "[0-9]{1,12}"),
    /** Binary megabytes. */
    MB("MB", "[1-9][0-9]{0,8}"),
    /** The same; -1 is Hadoop's own default, and leaves it to {@code -Xmx}. */
    TASK_MB("MB, or -1", "-1|[1-9][0-9]{0,8}"),
    /** A part of a whole. */
    SHARE("0 to 1", "0|1|[01]?\\.[0-9]+"),
    /** A part of a hundred. */
    PERCENT("0 to 100", "100|[1-9]?[0-9]"),
    /** The share of tasks that may fail: none, since a result without them would be wrong. */
    NONE("0 alone", "0"),
    /** On or off. */
    SWITCH("true or false", "true|false"),
    /** A word. */
    TEXT("text", ".*");

    private final String text;
    private final String pattern;

    Unit(String text, String pattern) {
      this.text = text;
      this.pattern = pattern;
    }

    /** Returns the unit and range as a reader writes them. */
    public String text() {
      return text;
    }

    private boolean accepts(String value) {
      return value.matches(pattern);
    }
  }
}
