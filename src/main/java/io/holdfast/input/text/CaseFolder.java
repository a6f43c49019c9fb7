package io.holdfast.input.text;

import io.holdfast.record.BytesOutput;
import java.io.IOException;
import java.io.UncheckedIOException;

/**
 * Turns text into lower case, as the Unicode Standard does in the root locale: a capital sigma at
 * the end of a word becomes a final one, and a capital I with a dot becomes an i and a combining
 * dot.
 *
 * <p>All JDKs give the same: capitals whose lower case came after Unicode 13, the version of JDK
 * 17, stay as they are. {@code String.toLowerCase} cannot serve here. It takes time quadratic in
 * the number of sigmas, and finds the end of a word with the JDK's own idea of words, by which
 * {@code A-\u03a3} and {@code A1\u03a3} end with a final sigma; by the standard they do not.
 */
final class CaseFolder {
  private static final int SIGMA = 0x3a3;
  private static final int SMALL_SIGMA = 0x3c3;
  private static final int FINAL_SIGMA = 0x3c2;
  private static final int DOTTED_I = 0x130;
  private static final int COMBINING_DOT = 0x307;

  /** First and last of the ranges that hold all capitals new in Unicode 14 to 16, ascending. */
  private static final int[][] LATER_CAPITALS = {
    {0x1c89, 0x1c89},
    {0x2c2f, 0x2c2f},
    {0xa7c0, 0xa7c0},
    {0xa7cb, 0xa7dc},
    {0x10570, 0x10595},
    {0x10d50, 0x10d65},
  };

  private final Utf8Reader reader = new Utf8Reader();
  private final FinalSigmaScanner sigmas = new FinalSigmaScanner(reader);

  /**
   * Appends the lower case of a text, at most 1.5 times as long.
   *
   * @param utf8 holds the text, well-formed
   * @param out takes the bytes; must not be the text's own buffer
   */
  void fold(byte[] utf8, int start, int length, BytesOutput out) {
    int end = start + length;
    int i = foldAscii(utf8, start, end, out);
    boolean sigmaSeen = false;
    while (i < end) {
      int codePoint = CodePoints.decode(utf8, i);
      if (codePoint == SIGMA) {
        if (!sigmaSeen) {
          sigmas.yyreset(reader.reset(utf8, start, length));
          sigmaSeen = true;
        }
        CodePoints.encode(nextIsFinal() ? FINAL_SIGMA : SMALL_SIGMA, out);
      } else {
        fold(codePoint, out);
      }
      i = foldAscii(utf8, i + CodePoints.size(utf8[i]), end, out);
    }
  }

  /** Folds up to the first byte that is not ASCII, and returns its index. */
  private static int foldAscii(byte[] utf8, int start, int end, BytesOutput out) {
    int stop = start;
    while (stop < end && utf8[stop] >= 0) {
      stop++;
    }
    int to = out.reserve(stop - start);
    byte[] target = out.bytes();
    for (int i = start; i < stop; i++) {
      byte b = utf8[i];
      target[to++] = (byte) (b >= 'A' && b <= 'Z' ? b | 0x20 : b);
    }
    return stop;
  }

  private static void fold(int codePoint, BytesOutput out) {
    if (codePoint == DOTTED_I) {
      out.writeByte('i');
      CodePoints.encode(COMBINING_DOT, out);
    } else {
      int lower = Character.toLowerCase(codePoint);
      boolean stays = lower == codePoint || isLater(codePoint);
      CodePoints.encode(stays ? codePoint : lower, out);
    }
  }

  private static boolean isLater(int codePoint) {
    for (int[] range : LATER_CAPITALS) {
      if (codePoint >= range[0] && codePoint <= range[1]) {
        return true;
      }
    }
    return false;
  }

  private boolean nextIsFinal() {
    try {
      return sigmas.nextIsFinal();
    } catch (IOException e) {
      throw new UncheckedIOException("a reader of memory cannot fail", e);
    }
  }
}
