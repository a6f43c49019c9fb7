package io.holdfast.input.text;

import io.holdfast.config.Keys;
import io.holdfast.input.BatchReader;
import io.holdfast.record.Batch;
import io.holdfast.record.BytesVector;
import io.holdfast.record.Column;
import io.holdfast.record.Malformed;
import io.holdfast.record.Place;
import io.holdfast.record.Schema;
import io.holdfast.record.Type;
import java.io.IOException;
import java.io.InputStream;
import java.util.Arrays;

/**
 * Reads the words of a range of a text. The batch's one column points into the read buffer; no byte
 * is copied. Memory grows with the longest word up to the limit, not with lines or the file. A word
 * over the limit is a malformed row, of which nothing but the first bytes is kept.
 */
final class WordReader implements BatchReader {
  /** The one column of a text: its words. */
  static final Schema SCHEMA = Schema.of(new Column("word", Type.TEXT));

  static final int WINDOW_BYTES = 256 << 10;
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
   * @param wordLimit the longest word that is given, in bytes, at least 16
   */
  WordReader(
      String path, InputStream in, long start, long length, Separators separators, long wordLimit) {
    this(path, in, start, length, separators, wordLimit, WINDOW_BYTES);
  }

  /**
   * Opens a range.
   *
   * @param windowBytes how many bytes to read at once, as long as words are no longer
   */
  WordReader(
      String path,
      InputStream in,
      long start,
      long length,
      Separators separators,
      long wordLimit,
      int windowBytes) {
    this.path = path;
    this.in = in;
    this.start = start;
    this.length = length;
    this.wordLimit = wordLimit;
    this.window = new ByteWindow(in, firstByte(start), windowBytes);
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
      if (found > 0 || finder.isFinished()) {
        words.wrap(window.bytes());
        batch.setOrigin(row -> Place.inText(path, window.offset() + words.starts()[row]));
        batch.setSize(found);
        markLongWords(batch, words);
        return found > 0;
      }
      // A word that begins with the window and reaches its end is as long as what no separator is.
      if (finder.position() == 0 && window.end() - Separators.MAX_LENGTH + 1 > wordLimit) {
        skipLongWord(batch);
        return true;
      }
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

  private void markLongWords(Batch batch, BytesVector words) {
    if (window.end() > wordLimit) {
      for (int row = 0; row < batch.size(); row++) {
        int begin = words.starts()[row];
        long wordLength = words.lengths()[row];
        if (wordLength > wordLimit) {
          words.setNull(row);
          words.setSlice(row, begin, 0);
          batch.markMalformed(row, tooLong(wordLength, firstBytes(begin, begin + wordLength)));
        }
      }
    }
  }

  /** Makes a word that the window cannot hold a batch of its own, and goes to its end. */
  private void skipLongWord(Batch batch) throws IOException {
    long begin = window.offset();
    byte[] raw = firstBytes(0, window.end());
    while (!finder.skipWord()) {
      slide();
    }
    batch.column(0).setNull(0);
    batch.setOrigin(row -> Place.inText(path, begin));
    batch.setSize(1);
    batch.markMalformed(0, tooLong(window.offset() + finder.position() - begin, raw));
  }

  private byte[] firstBytes(int begin, long end) {
    return Arrays.copyOfRange(
        window.bytes(), begin, (int) Math.min(end, (long) begin + Malformed.MAX_RAW_BYTES));
  }

  private Malformed tooLong(long wordLength, byte[] raw) {
    String reason = "word: longer than " + Keys.WORD_LIMIT_BYTES.name() + "=" + wordLimit;
    return new Malformed(wordLength, reason, raw);
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
