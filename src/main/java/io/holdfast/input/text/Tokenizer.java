package io.holdfast.input.text;

/** What a word is. */
public enum Tokenizer {
  /** A run of anything but Unicode white space, as Python's {@code str.split()} gives it. */
  UNICODE(Separators.UNICODE),
  /** A run of anything but space, tab, LF, CR and FF, as Hadoop's own example gives it. */
  ASCII(Separators.ASCII),
  /** Letters, marks and digits, as Unicode word boundaries (UAX #29) give them. */
  WORD(Separators.UNICODE);

  private final Separators separators;

  Tokenizer(Separators separators) {
    this.separators = separators;
  }

  Separators separators() {
    return separators;
  }
}
