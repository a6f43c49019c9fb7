package io.holdfast.config;

import io.holdfast.error.HoldfastException;
import java.util.Locale;
import org.apache.hadoop.conf.Configuration;

/** What becomes of a NaN that is the argument of an aggregate. */
public enum NanPolicy {
  /** The first one ends the job. */
  REJECT,
  /** It is left out, as a null is. */
  SKIP,
  /** It is a value, as IEEE 754 has it. */
  PROPAGATE;

  /** The configuration key that carries the option to the tasks. */
  public static final String KEY = "holdfast.map.nan";

  /** Holds where nobody has set another. */
  public static final NanPolicy DEFAULT = PROPAGATE;

  /**
   * Reads the policy of a job or task.
   *
   * @throws HoldfastException of kind USER if it is none
   */
  public static NanPolicy read(Configuration conf) {
    String value = conf.getTrimmed(KEY, DEFAULT.text());
    for (NanPolicy policy : values()) {
      if (policy.text().equals(value.toLowerCase(Locale.ROOT))) {
        return policy;
      }
    }
    throw HoldfastException.user(
        "[%s] expected reject, skip or propagate, got \"%s\" (from %s); try the default, %s",
        KEY, value, Setting.source(conf, KEY), DEFAULT.text());
  }

  /** Returns the policy as users write it. */
  public String text() {
    return name().toLowerCase(Locale.ROOT);
  }
}
