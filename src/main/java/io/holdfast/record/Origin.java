package io.holdfast.record;

/** Tells where rows of the current batch were read. */
@FunctionalInterface
public interface Origin {
  /** Returns the place of a row. */
  Place place(int row);
}
