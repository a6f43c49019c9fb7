package io.holdfast.input.text;

import io.holdfast.record.Batch;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;

/**
 * Finds words, maximal runs of bytes that are no {@link Separators}, in a {@link ByteWindow}.
 *
 * <p>A word belongs to the range that holds its first byte. Whether a word begins at a byte is seen
 * from the three bytes before it alone, so any cut of a file into ranges gives the same words.
 */
final class WordFinder {
  private static final VarHandle LONGS =
      MethodHandles.byteArrayViewVarHandle(long[].class, ByteOrder.LITTLE_ENDIAN);
  private static final long HIGH_BITS = 0x8080808080808080L;
  private static final long ABOVE_SPACE = 0x2121212121212121L;

  private final byte[] classes;
  private final ByteWindow window;
  private final long rangeEnd;
  private int position;
  private boolean finished;

  /** Scans a window for the words that begin before a position of the stream. */
  WordFinder(Separators separators, ByteWindow window, long rangeEnd) {
    this.classes = separators.classes();
    this.window = window;
    this.rangeEnd = rangeEnd;
  }

  /** Returns the index of the first byte that is still needed. */
  int position() {
    return position;
  }

  /** Steps over bytes that are neither word nor separator. */
  void skip(int bytes) {
    position += bytes;
  }

  /** Says that the caller moved the window's begin to {@link #position()}. */
  void moved() {
    position = 0;
  }

  /** Says that no more words begin in the range. */
  boolean isFinished() {
    return finished;
  }

  /**
   * Moves to the first separator that ends at or behind a position of the stream; behind it begins
   * the first word of a range that begins there.
   *
   * @return false if the window has to slide and be searched again
   */
  boolean findFirst(long start) {
    byte[] bytes = window.bytes();
    int end = window.end() - (window.isExhausted() ? 0 : Separators.MAX_LENGTH - 1);
    for (int at = position; at < end; at++) {
      if (window.offset() + at >= rangeEnd) {
        break;
      }
      int length = separatorLength(bytes, at);
      if (length > 0 && window.offset() + at + length >= start) {
        position = at;
        return true;
      }
    }
    position = Math.max(position, end);
    finished = window.isExhausted() || window.offset() + position >= rangeEnd;
    return finished;
  }

  private int separatorLength(byte[] bytes, int at) {
    byte kind = classes[bytes[at] & 0xff];
    return kind == Separators.LEAD ? Separators.multiByteLength(bytes, at) : kind;
  }

  /**
   * Finds the next words that end in the window. When it finds none and is not finished, the window
   * has to slide.
   *
   * <p>One loop for all, kept long: with the word's end found eight bytes at a time it takes about
   * half the time of a byte at a time on English text.
   *
   * @return how many, at most {@link Batch#MAX_ROWS}
   */
  int scan(int[] starts, int[] lengths) {
    byte[] bytes = window.bytes();
    int end = window.end();
    int safeEnd = window.isExhausted() ? end : end - Separators.MAX_LENGTH + 1;
    // Behind a word of gigabytes the range's end can be farther back than an int can tell.
    int firstForeign = (int) Math.max(0, Math.min(end, rangeEnd - window.offset()));
    int found = 0;
    int at = position;
    while (found < Batch.MAX_ROWS) {
      at = skipSeparators(bytes, at, safeEnd);
      position = at;
      if (at >= firstForeign || at >= safeEnd) {
        finished = at >= firstForeign && (window.isExhausted() || firstForeign < end);
        break;
      }
      int wordEnd = wordEnd(bytes, at, safeEnd);
      if (wordEnd >= safeEnd && !window.isExhausted()) {
        break;
      }
      starts[found] = at;
      lengths[found++] = wordEnd - at;
      at = wordEnd;
      position = at;
    }
    return found;
  }

  /**
   * Moves on in a word that reaches the window's end.
   *
   * @return false if the window has to slide before the word's end can be found
   */
  boolean skipWord() {
    int safeEnd = window.end() - (window.isExhausted() ? 0 : Separators.MAX_LENGTH - 1);
    position = wordEnd(window.bytes(), position, safeEnd);
    return position < safeEnd || window.isExhausted();
  }

  private int skipSeparators(byte[] bytes, int from, int end) {
    int at = from;
    while (at < end) {
      byte kind = classes[bytes[at] & 0xff];
      if (kind == Separators.SEPARATOR) {
        at++;
      } else {
        int length = kind == Separators.LEAD ? Separators.multiByteLength(bytes, at) : 0;
        if (length == 0) {
          break;
        }
        at += length;
      }
    }
    return at;
  }

  private int wordEnd(byte[] bytes, int from, int end) {
    int at = from;
    while (at < end) {
      long next = (long) LONGS.get(bytes, at);
      // The lowest high bit set marks the first byte that is a control, a space or not ASCII.
      long special = (next - ABOVE_SPACE | next) & HIGH_BITS;
      if (special == 0) {
        at += Long.BYTES;
        continue;
      }
      at += Long.numberOfTrailingZeros(special) >>> 3;
      if (at >= end || separatorLength(bytes, at) > 0) {
        break;
      }
      at++;
    }
    return Math.min(at, end);
  }
}
