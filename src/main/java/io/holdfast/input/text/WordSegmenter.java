package io.holdfast.input.text;

import java.io.IOException;
import java.io.UncheckedIOException;

/**
 * Takes the words out of a chunk of text by the default word boundaries of Unicode Standard Annex
 * 29, as of Unicode 12.1 on every JDK. The segments between two boundaries that hold a letter, a
 * mark or a number are words, as a whole: {@code can't}, {@code 3.14} and {@code snake_case} are
 * one word each, {@code e-mail} is two; punctuation, symbols and emoji are dropped.
 *
 * <p>No dictionary is used. Each Han and each Hiragana character is a word, and so is each letter
 * of Thai, Lao, Khmer and Burmese with the marks behind it; a run of Katakana or of Hangul is one
 * word.
 */
final class WordSegmenter {
  private static final byte ALPHANUMERIC = 1;

  /** A character that stands apart from letters and digits, unless one is on each side of it. */
  private static final byte APART = 2;

  /** What each ASCII character is; 0 for what only the scanner can tell. */
  private static final byte[] CLASSES = new byte[128];

  static {
    for (int c = 0; c < CLASSES.length; c++) {
      boolean alphanumeric = c >= '0' && c <= '9' || (c | 0x20) >= 'a' && (c | 0x20) <= 'z';
      CLASSES[c] = alphanumeric ? ALPHANUMERIC : APART;
    }
    CLASSES['_'] = 0;
  }

  private final Utf8Reader reader = new Utf8Reader();
  private final WordScanner scanner = new WordScanner(reader);
  private byte[] bytes;
  private int end;
  private int start;
  private int length;
  private boolean simple;

  /**
   * Begins with a chunk, which must not change until its last word was taken.
   *
   * @param utf8 holds the chunk, well-formed and without white space
   */
  void reset(byte[] utf8, int chunkStart, int chunkLength) {
    bytes = utf8;
    start = chunkStart;
    length = 0;
    end = chunkStart + chunkLength;
    simple = isSimple();
    if (!simple) {
      scanner.yyreset(reader.reset(utf8, chunkStart, chunkLength));
    }
  }

  /** Goes to the next word, or returns false if there is none. */
  boolean next() {
    start += length;
    return simple ? nextSimple() : nextScanned();
  }

  /** Returns the index of the word's first byte. */
  int start() {
    return start;
  }

  /** Returns the word's length in bytes, at least 1. */
  int length() {
    return length;
  }

  /** Says whether the chunk is one run of ASCII letters and digits, and punctuation around it. */
  private boolean isSimple() {
    int i = skip(APART, skip(ALPHANUMERIC, skip(APART, start)));
    return i == end;
  }

  private boolean nextSimple() {
    start = skip(APART, start);
    length = skip(ALPHANUMERIC, start) - start;
    return length > 0;
  }

  private int skip(byte kind, int from) {
    int i = from;
    while (i < end && bytes[i] >= 0 && CLASSES[bytes[i]] == kind) {
      i++;
    }
    return i;
  }

  private boolean nextScanned() {
    try {
      int found = scanner.next();
      while (found == WordScanner.OTHER) {
        start += scanner.byteLength();
        found = scanner.next();
      }
      length = found == WordScanner.WORD ? scanner.byteLength() : 0;
      return found == WordScanner.WORD;
    } catch (IOException e) {
      throw new UncheckedIOException("a reader of memory cannot fail", e);
    }
  }
}
