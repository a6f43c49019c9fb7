package io.holdfast.config;

import io.holdfast.error.HoldfastException;
import org.apache.hadoop.conf.Configuration;

/**
 * A setting: a number with a default, a range and a meaning.
 *
 * @param name {@code holdfast.<room>.<thing>[-ms|-bytes|-ratio]}
 * @param defaultValue used where nobody set it
 * @param min the least value allowed
 * @param max the greatest value allowed
 * @param meaning one sentence: what it does, its unit, what follows from changing it
 */
public record Key<T extends Number & Comparable<T>>(
    String name, T defaultValue, T min, T max, String meaning) {

  /**
   * Reads the setting.
   *
   * @throws HoldfastException of kind USER if it is no number or out of range
   */
  public T get(Configuration conf) {
    String text = conf.getTrimmed(name);
    if (text == null || text.isEmpty()) {
      return defaultValue;
    }
    T value = parse(text);
    if (value.compareTo(min) < 0 || value.compareTo(max) > 0) {
      throw HoldfastException.user(
          "[%s] expected a value from %s to %s, got %s; try the default, %s",
          name, min, max, text, defaultValue);
    }
    return value;
  }

  @SuppressWarnings("unchecked")
  private T parse(String text) {
    try {
      Number value =
          defaultValue instanceof Long ? Long.valueOf(text) : (Number) Double.valueOf(text);
      return (T) value;
    } catch (NumberFormatException e) {
      throw HoldfastException.user(
          "[%s] expected a number, got \"%s\"; try the default, %s", name, text, defaultValue);
    }
  }
}
