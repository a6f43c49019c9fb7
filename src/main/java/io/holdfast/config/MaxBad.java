package io.holdfast.config;

import io.holdfast.error.HoldfastException;
import java.math.BigDecimal;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.apache.hadoop.conf.Configuration;

/**
 * How many records of a run may be malformed.
 *
 * @param text as the user wrote it
 * @param most a number of records, or a percentage of all, 0 to 100
 * @param percentage which of the two
 */
public record MaxBad(String text, BigDecimal most, boolean percentage) {
  /** The configuration key that the option sets, for the tasks too. */
  public static final String KEY = "holdfast.input.max-bad";

  /** The default: the first malformed record ends the job. */
  public static final String NONE = "0";

  private static final Pattern FORM =
      Pattern.compile("(\\d{1,18}|\\d{1,3}(?:\\.\\d{1,9})?(?=%))(%?)");
  private static final BigDecimal HUNDRED = BigDecimal.valueOf(100);

  /**
   * Reads the option: {@code N} or {@code P%}.
   *
   * @throws HoldfastException of kind USER if it is neither
   */
  public static MaxBad parse(String text) {
    return parse(text, "--max-bad");
  }

  private static MaxBad parse(String text, String name) {
    Matcher matcher = FORM.matcher(text);
    if (matcher.matches()) {
      BigDecimal most = new BigDecimal(matcher.group(1));
      boolean percentage = !matcher.group(2).isEmpty();
      if (!percentage || most.compareTo(HUNDRED) <= 0) {
        return new MaxBad(text, most, percentage);
      }
    }
    throw HoldfastException.user(
        "[%s] expected a number of records or a percentage, got %s; try 100, or 0.1%%", name, text);
  }

  /**
   * Reads the limit of a job or task.
   *
   * @throws HoldfastException of kind USER if the setting is wrong
   */
  public static MaxBad read(Configuration conf) {
    String text = conf.getTrimmed(KEY, NONE);
    return parse(text.isEmpty() ? NONE : text, KEY);
  }

  /** Says whether no record may be malformed. */
  public boolean isNone() {
    return most.signum() == 0;
  }

  /** Says whether that many malformed records are too many, whatever is read besides. */
  public boolean isExceeded(long bad) {
    return !percentage && most.compareTo(BigDecimal.valueOf(bad)) < 0;
  }

  /** Says whether that many malformed records are too many of all that were read. */
  public boolean isExceeded(long bad, long read) {
    BigDecimal share = most.multiply(BigDecimal.valueOf(read));
    return isExceeded(bad)
        || percentage && BigDecimal.valueOf(bad).multiply(HUNDRED).compareTo(share) > 0;
  }
}
