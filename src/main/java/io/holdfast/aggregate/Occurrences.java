package io.holdfast.aggregate;

import io.holdfast.record.BytesInput;
import io.holdfast.record.BytesOutput;
import io.holdfast.record.LongVector;
import io.holdfast.record.Type;
import io.holdfast.record.Vector;

/**
 * How often a value occurs in a group; and for how many other values of the group it stands, which
 * no aggregate looks at: then their occurrences are counted with its own.
 *
 * <p>State: twice the occurrences as a varint, and one more where others follow, as a varint.
 */
public final class Occurrences implements Accumulator {
  private final Count times = new Count();
  private final Count others = new Count();
  private boolean standsForOthers;
  private int groups;

  @Override
  public Type resultType() {
    return Type.LONG;
  }

  @Override
  public void resize(int wanted) {
    times.resize(wanted);
    groups = Math.max(groups, wanted);
    if (standsForOthers) {
      others.resize(groups);
    }
  }

  @Override
  public void add(Vector argument, int[] rows, int[] into, int count) {
    times.add(argument, rows, into, count);
  }

  /** Makes what a state says the one group, 0. */
  public void read(BytesInput state) {
    clear();
    resize(1);
    merge(0, state);
  }

  /** Returns how often the value occurs, and the others. */
  public long times(int group) {
    return times.get(group);
  }

  /** Returns for how many others it stands. */
  public long others(int group) {
    return standsForOthers ? others.get(group) : 0;
  }

  @Override
  public int touch(int[] some, int count) {
    return times.touch(some, count);
  }

  @Override
  public void write(int group, BytesOutput out) {
    write(times(group), others(group), out);
  }

  /** Writes the state of a value. */
  public static void write(long times, long others, BytesOutput out) {
    out.writeVarLong(times << 1 | (others > 0 ? 1 : 0));
    if (others > 0) {
      out.writeVarLong(others);
    }
  }

  @Override
  public void merge(int group, BytesInput in) {
    long first = in.readVarLong();
    times.addTo(group, first >>> 1);
    if ((first & 1) != 0) {
      standsForOthers = true;
      others.resize(groups);
      others.addTo(group, in.readVarLong());
    }
  }

  @Override
  public void finish(int group, Vector result, int row) {
    ((LongVector) result).values()[row] = times(group);
  }

  @Override
  public long retainedBytes() {
    return times.retainedBytes() + others.retainedBytes();
  }

  @Override
  public void clear() {
    times.clear();
    others.clear();
    standsForOthers = false;
    groups = 0;
  }
}
