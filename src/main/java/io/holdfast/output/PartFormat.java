package io.holdfast.output;

/** What the parts of an output are. */
public enum PartFormat {
  /** Lines of text, see {@link TextWriter}: a result. */
  TEXT,
  /** Sequence files of groups and their partial states: for a stage that merges. */
  STATES,
  /** Sequence files of keys that hold rows, see {@link KeyFileWriter}: for a stage that orders. */
  KEYS
}
