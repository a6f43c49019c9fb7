package io.holdfast.aggregate;

/** An exact sum, which can also be divided. */
interface Sum extends Accumulator {
  /**
   * Returns a group's sum, divided by a count and rounded once to the nearest double, ties to even;
   * a zero is 0.0.
   *
   * @param count at least 1
   */
  double average(int group, long count);
}
