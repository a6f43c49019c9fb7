package io.holdfast.aggregate;

import io.holdfast.record.BytesInput;
import io.holdfast.record.BytesOutput;
import java.util.List;

/**
 * All aggregates of a query over the same groups; their partial states lie one behind the other.
 */
public final class AccumulatorSet {
  private final List<Accumulator> accumulators;
  private int groups;

  /** Of each accumulator: they all grow by the same rule. */
  private int capacity;

  public AccumulatorSet(List<Accumulator> accumulators) {
    this.accumulators = List.copyOf(accumulators);
  }

  public int size() {
    return accumulators.size();
  }

  public Accumulator get(int index) {
    return accumulators.get(index);
  }

  /** Makes groups 0 to {@code wanted - 1} usable; the new ones are empty. */
  public void resize(int wanted) {
    if (wanted > groups) {
      groups = wanted;
      capacity = Capacity.reserve(capacity, wanted);
      for (Accumulator accumulator : accumulators) {
        accumulator.resize(groups);
      }
    }
  }

  /** Reads the states of some groups ahead, see {@link Accumulator#touch}. */
  public int touch(int[] some, int count) {
    int sum = 0;
    for (Accumulator accumulator : accumulators) {
      sum += accumulator.touch(some, count);
    }
    return sum;
  }

  /** Writes a group's partial states. */
  public void write(int group, BytesOutput out) {
    for (Accumulator accumulator : accumulators) {
      accumulator.write(group, out);
    }
  }

  /** Merges partial states that {@link #write} wrote into a group. */
  public void merge(int group, BytesInput in) {
    for (Accumulator accumulator : accumulators) {
      accumulator.merge(group, in);
    }
  }

  /**
   * Returns the heap bytes that larger arrays would take while the old ones are still there, if so
   * many groups were wanted; 0 if there is room for them.
   */
  public long growthBytes(int wanted) {
    if (wanted <= capacity || capacity == 0) {
      return 0;
    }
    return (long) ((double) retainedBytes() / capacity * Capacity.grow(capacity, wanted));
  }

  /** Returns the heap bytes that all groups take. */
  public long retainedBytes() {
    long bytes = 0;
    for (Accumulator accumulator : accumulators) {
      bytes += accumulator.retainedBytes();
    }
    return bytes;
  }

  /** Forgets all groups. */
  public void clear() {
    groups = 0;
    capacity = Capacity.isKept(capacity) ? capacity : 0;
    for (Accumulator accumulator : accumulators) {
      accumulator.clear();
    }
  }
}
