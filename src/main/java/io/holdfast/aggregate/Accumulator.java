package io.holdfast.aggregate;

import io.holdfast.record.BytesInput;
import io.holdfast.record.BytesOutput;
import io.holdfast.record.Type;
import io.holdfast.record.Vector;

/**
 * One aggregate function over many groups, numbered from 0. Adding rows, merging partial states and
 * finishing are all there is: only a partial state can be combined, so a combiner cannot be wrong.
 *
 * <p>Whatever the order of rows, and however they are cut into partial states, {@link #finish}
 * gives the same value.
 */
public interface Accumulator {
  /** Returns the type of the finished values. */
  Type resultType();

  /** Makes groups 0 to {@code groups - 1} usable; the new ones are empty. Never shrinks. */
  void resize(int groups);

  /**
   * Adds rows to groups.
   *
   * @param argument the values; null for {@code count(*)}
   * @param rows the rows of the vector to add
   * @param groups the group of each of them, all below the size set by {@link #resize}
   * @param count how many, at most the length of both arrays
   */
  void add(Vector argument, int[] rows, int[] groups, int count);

  /**
   * Reads the states of some groups, so that memory answers side by side what {@link #write} would
   * ask one by one. Returns a sum of what it read, lest the compiler drops the reads.
   */
  default int touch(int[] groups, int count) {
    return 0;
  }

  /** Writes a group's partial state. */
  void write(int group, BytesOutput out);

  /** Merges a partial state, written by {@link #write}, into a group. */
  void merge(int group, BytesInput in);

  /**
   * Puts a group's value into a row of a vector of {@link #resultType()}.
   *
   * @throws ArithmeticException where the exact value does not fit the result type
   */
  void finish(int group, Vector result, int row);

  /** Returns the heap bytes that the groups take, for the memory bound. */
  long retainedBytes();

  /** Forgets all groups; {@link #resize} starts again from 0. */
  void clear();
}
