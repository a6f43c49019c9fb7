package io.holdfast.query;

import io.holdfast.record.Pulse;
import java.util.Arrays;

/**
 * A LIKE pattern over UTF-8: {@code %} is any run, {@code _} one code point, the escape character
 * makes the next one ordinary. A byte that is no continuation begins a code point, valid or not.
 */
final class LikePattern {
  private static final int ANY_POINT = -1;
  private static final int ANY_RUN = -2;
  private static final int NO_ESCAPE = -1;

  /** A beat for each 64 KB of text gone back over: each byte may take as long as the pattern. */
  private static final int BEAT_SHIFT = 16;

  private final int[] steps;

  /**
   * @param escape a code point, or -1 for none
   * @throws IllegalArgumentException if the pattern ends in the escape character
   */
  LikePattern(String pattern, int escape) {
    int[] points = pattern.codePoints().toArray();
    int[] found = new int[points.length * 4];
    int count = 0;
    for (int i = 0; i < points.length; i++) {
      if (points[i] == escape && escape != NO_ESCAPE) {
        if (++i == points.length) {
          throw new IllegalArgumentException("the pattern ends in its escape character");
        }
      } else if (points[i] == '%' || points[i] == '_') {
        found[count++] = points[i] == '%' ? ANY_RUN : ANY_POINT;
        continue;
      }
      for (byte next : Constant.ofText(Character.toString(points[i])).bytes()) {
        found[count++] = next & 0xff;
      }
    }
    this.steps = Arrays.copyOf(found, count);
  }

  /** Goes back to the last run only: a shorter match of an earlier one can never help. */
  boolean matches(byte[] data, int start, int length, Pulse pulse) {
    int end = start + length;
    int at = start;
    int step = 0;
    int runStep = -1;
    int runAt = start;
    while (at < end || step < steps.length) {
      if (step < steps.length && steps[step] == ANY_RUN) {
        runStep = step++;
        runAt = at;
      } else if (step < steps.length && at < end && steps[step] == ANY_POINT) {
        at = next(data, at, end);
        step++;
      } else if (step < steps.length && at < end && steps[step] == (data[at] & 0xff)) {
        at++;
        step++;
      } else if (runStep >= 0 && runAt < end) {
        at = next(data, runAt, end);
        if (at >>> BEAT_SHIFT != runAt >>> BEAT_SHIFT) {
          pulse.beat();
        }
        runAt = at;
        step = runStep + 1;
      } else {
        return false;
      }
    }
    return true;
  }

  private static int next(byte[] data, int at, int end) {
    int next = at + 1;
    while (next < end && (data[next] & 0xc0) == 0x80) {
      next++;
    }
    return next;
  }
}
