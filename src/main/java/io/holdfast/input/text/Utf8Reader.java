package io.holdfast.input.text;

import java.io.Reader;

/** Shows a slice of well-formed UTF-8 to a generated scanner, without copying the whole of it. */
final class Utf8Reader extends Reader {
  private byte[] bytes = {};
  private int at;
  private int end;

  /** The second half of a pair that did not fit, or 0. */
  private char pending;

  /** Begins with a slice, and returns this. */
  Utf8Reader reset(byte[] utf8, int start, int length) {
    bytes = utf8;
    at = start;
    end = start + length;
    pending = 0;
    return this;
  }

  @Override
  public int read(char[] target, int from, int count) {
    int to = from;
    int limit = from + count;
    while (to < limit && (pending != 0 || at < end)) {
      if (pending != 0) {
        target[to++] = pending;
        pending = 0;
      } else if (bytes[at] >= 0) {
        target[to++] = (char) bytes[at++];
      } else {
        int codePoint = CodePoints.decode(bytes, at);
        at += CodePoints.size(bytes[at]);
        boolean pair = Character.isSupplementaryCodePoint(codePoint);
        target[to++] = pair ? Character.highSurrogate(codePoint) : (char) codePoint;
        pending = pair ? Character.lowSurrogate(codePoint) : 0;
      }
    }
    return to == from && count > 0 ? -1 : to - from;
  }

  @Override
  public void close() {
    // Nothing is held.
  }
}
