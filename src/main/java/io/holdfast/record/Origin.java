package io.holdfast.record;

/** Tells where rows of the current batch were read, for error messages. */
@FunctionalInterface
public interface Origin {
  /** Returns for example {@code data/a.txt @ 17}, or {@code a.parquet @ row group 0, row 3}. */
  String place(int row);
}
