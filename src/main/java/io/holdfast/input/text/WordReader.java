package io.holdfast.input.text;

import io.holdfast.error.HoldfastException;
import io.holdfast.input.BatchReader;
import io.holdfast.record.Batch;
import io.holdfast.record.BytesVector;
import io.holdfast.record.Column;
import io.holdfast.record.Schema;
import io.holdfast.record.Type;
import java.io.IOException;
import java.io.InputStream;

/**
 * Reads the words of a range of a text. The batch's one column points into the read buffer; no byte
 * is copied. Memory grows with the longest word, not with lines or the file.
 */
final class WordReader implements BatchReader {
  /** The one column of a text: its words. */
  static final Schema SCHEMA = Schema.of(new Column("word", Type.TEXT));

  private static final int WINDOW_BYTES = 256 << 10;
  private static final byte[] BYTE_ORDER_MARK = {(byte) 0xef, (byte) 0xbb, (byte) 0xbf};

  private final String path;
  private final InputStream in;
  private final ByteWindow window;
  private final WordFinder finder;
  private final long start;
  private final long length;
  private final long wordLimit;
  private boolean begun;

  /**
   * Opens a range.
   *
   * @param path to name in errors
   * @param in positioned at {@link #firstByte}; closed with this reader
   * @param start the range's first byte
   * @param length its length, {@link Long#MAX_VALUE} for a whole stream of unknown length
   * @param wordLimit the longest word in bytes
   */
  WordReader(
      String path, InputStream in, long start, long length, Separators separators, long wordLimit) {
    this.path = path;
    this.in = in;
    this.start = start;
    this.length = length;
    this.wordLimit = wordLimit;
    this.window = new ByteWindow(in, firstByte(start), WINDOW_BYTES);
    long end = length == Long.MAX_VALUE ? length : start + length;
    this.finder = new WordFinder(separators, window, end);
  }

  /** Returns where reading has to begin for a range: a separator may begin before it. */
  static long firstByte(long start) {
    return Math.max(0, start - Separators.MAX_LENGTH);
  }

  @Override
  public boolean next(Batch batch) throws IOException {
    batch.clear();
    if (!begun) {
      begin();
    }
    BytesVector words = (BytesVector) batch.column(0);
    for (; ; ) {
      int found = finder.isFinished() ? 0 : finder.scan(words.starts(), words.lengths());
      checkWords(words, found);
      if (found > 0 || finder.isFinished()) {
        words.wrap(window.bytes());
        batch.setOrigin(row -> path + " @ " + (window.offset() + words.starts()[row]));
        batch.setSize(found);
        return found > 0;
      }
      checkOpenWord();
      slide();
    }
  }

  private void begin() throws IOException {
    begun = true;
    slide();
    if (window.offset() == 0 && startsWithMark() && start <= BYTE_ORDER_MARK.length) {
      finder.skip(BYTE_ORDER_MARK.length);
    } else if (start > 0) {
      while (!finder.findFirst(start)) {
        slide();
      }
    }
  }

  private boolean startsWithMark() {
    byte[] bytes = window.bytes();
    return bytes[0] == BYTE_ORDER_MARK[0]
        && bytes[1] == BYTE_ORDER_MARK[1]
        && bytes[2] == BYTE_ORDER_MARK[2];
  }

  private void slide() throws IOException {
    window.slide(finder.position());
    finder.moved();
  }

  private void checkWords(BytesVector words, int found) {
    if (window.end() > wordLimit) {
      for (int row = 0; row < found; row++) {
        checkLength(words.starts()[row], words.lengths()[row]);
      }
    }
  }

  /** A word that reaches the window's end is at least as long as what cannot be its separator. */
  private void checkOpenWord() {
    int begin = finder.position();
    checkLength(begin, window.end() - begin - Separators.MAX_LENGTH + 1);
  }

  private void checkLength(int begin, int wordLength) {
    if (wordLength > wordLimit) {
      throw HoldfastException.data(
          path + " @ " + (window.offset() + begin),
          "expected a word of at most %d bytes, got a longer one; try"
              + " -D holdfast.input.word-limit-bytes=%d, or check that this is a text",
          wordLimit,
          2L * wordLength);
    }
  }

  @Override
  public float progress() {
    long done = window.offset() + finder.position() - start;
    return length <= 0 ? 1 : Math.min(1, Math.max(0, done / (float) length));
  }

  @Override
  public void close() throws IOException {
    in.close();
  }
}
