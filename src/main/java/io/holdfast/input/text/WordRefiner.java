package io.holdfast.input.text;

import io.holdfast.record.BytesOutput;
import java.util.Optional;

/** Makes none, one or many words out of a run of bytes without white space. */
final class WordRefiner {
  private final Optional<WordSegmenter> segmenter;
  private final Optional<CaseFolder> folder;
  private byte[] data = {};
  private int start;
  private int length;
  private boolean open;

  /**
   * Makes a refiner.
   *
   * @param segment cuts at Unicode word boundaries; else a run is one word
   * @param ignoreCase folds upper case
   */
  WordRefiner(boolean segment, boolean ignoreCase) {
    this.segmenter = segment ? Optional.of(new WordSegmenter()) : Optional.empty();
    this.folder = ignoreCase ? Optional.of(new CaseFolder()) : Optional.empty();
  }

  /** Begins with a run of well-formed UTF-8, which stays as it is until the last word was given. */
  void open(byte[] run, int runStart, int runLength) {
    data = run;
    start = runStart;
    length = runLength;
    open = true;
    segmenter.ifPresent(s -> s.reset(run, runStart, runLength));
  }

  /** Says whether {@link #next} has not yet said that there are no more words. */
  boolean isOpen() {
    return open;
  }

  /** Replaces what is in the buffer by the run's next word; false if there is none. */
  boolean next(BytesOutput word) {
    word.clear();
    if (segmenter.isPresent()) {
      open = segmenter.get().next();
      if (open) {
        write(segmenter.get().start(), segmenter.get().length(), word);
      }
      return open;
    }
    if (length == 0) {
      open = false;
      return false;
    }
    write(start, length, word);
    length = 0;
    return true;
  }

  private void write(int wordStart, int wordLength, BytesOutput word) {
    if (folder.isPresent()) {
      folder.get().fold(data, wordStart, wordLength, word);
    } else {
      word.writeBytes(data, wordStart, wordLength);
    }
  }
}
