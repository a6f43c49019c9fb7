package io.holdfast.aggregate;

import io.holdfast.record.Vector;

/**
 * A holistic aggregate of one group (Gray et al.: Data cube, 1997): no state of bounded size can
 * stand for a part of its values, so all of them come to it, in ascending order, equal ones once
 * with how often they occur. What it keeps of them is bounded.
 */
public interface OrderedAggregate {
  /**
   * Begins a group.
   *
   * @param values how many come, each as often as it occurs
   */
  void begin(long values);

  /**
   * Takes the next value, greater than the one before.
   *
   * @param column of the argument's type
   * @param row where the value is; never null
   * @param times how often it occurs, at least once
   * @param others for how many more it stands, all below it, that {@link #places} does not name:
   *     {@code times} counts them too
   */
  void add(Vector column, int row, long times, long others);

  /**
   * Returns which values it looks at: their places among so many in order, from 0, ascending. Of
   * the rest it only needs how many they are, and how many of them are different.
   */
  long[] places(long values);

  /** Puts the group's result into a row of a vector. */
  void finish(Vector result, int row);
}
