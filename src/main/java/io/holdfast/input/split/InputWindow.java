package io.holdfast.input.split;

import io.holdfast.error.HoldfastException;
import org.apache.hadoop.conf.Configuration;

/**
 * Which bytes of a run's input a job reads, if all files are thought of one behind the other. A
 * file that cannot be cut belongs to the window that holds its begin.
 *
 * @param start the first byte
 * @param end behind the last
 */
public record InputWindow(long start, long end) {
  private static final String KEY = "holdfast.input.window";
  static final InputWindow ALL = new InputWindow(0, Long.MAX_VALUE);

  /** Returns one of so many windows of about the same length; the last ends with the input. */
  public static InputWindow of(int number, int count, long totalBytes) {
    long end = number + 1 == count ? Long.MAX_VALUE : boundary(number + 1, count, totalBytes);
    return new InputWindow(boundary(number, count, totalBytes), end);
  }

  /** Without overflow on lengths near the largest long. */
  private static long boundary(long number, long count, long bytes) {
    return bytes / count * number + bytes % count * number / count;
  }

  /** Puts it into a job's configuration. */
  public void write(Configuration conf) {
    conf.set(KEY, start + "-" + end);
  }

  /** Reads it back; without one a job reads everything. */
  static InputWindow read(Configuration conf) {
    String text = conf.get(KEY);
    if (text == null) {
      return ALL;
    }
    String[] bounds = text.split("-");
    try {
      return new InputWindow(Long.parseLong(bounds[0]), Long.parseLong(bounds[1]));
    } catch (NumberFormatException | ArrayIndexOutOfBoundsException e) {
      throw HoldfastException.user("[%s] expected it unset, got %s", KEY, text);
    }
  }

  /** Says whether a byte is in the window. */
  boolean holds(long position) {
    return start <= position && position < end;
  }

  /** Returns how many of a file's bytes lie before the window; all of them at most. */
  long skipped(long fileStart, long length) {
    return Math.max(0, Math.min(length, start - fileStart));
  }

  /** Returns how many lie before the window's end, and so no fewer; all of them at most. */
  long reached(long fileStart, long length) {
    return Math.max(0, Math.min(length, end - fileStart));
  }
}
