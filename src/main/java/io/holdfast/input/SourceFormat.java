package io.holdfast.input;

/** The formats of input files. */
public enum SourceFormat {
  /** Text, as words. */
  TEXT,
  /** Apache Parquet, flat columns. */
  PARQUET;

  /** The configuration key that carries a job's format to its tasks. */
  public static final String KEY = "holdfast.input.format";
}
