package io.holdfast.shuffle;

import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;
import java.util.Arrays;
import org.apache.hadoop.io.WritableComparable;
import org.apache.hadoop.io.WritableComparator;
import org.apache.hadoop.io.WritableUtils;

/**
 * A group key on its way through the shuffle: the bytes that {@link KeyEncoder} made, compared
 * unsigned, which is the order of the keys. Serialised as a varint length and the bytes.
 *
 * <p>Three kinds are no groups: the key without bytes sorts first and carries the {@link Tally};
 * the keys of {@link BadRecord}s sort behind all groups, and that of the {@link Cost} last. Where
 * aggregates need values in order, keys of values stand between those of groups ({@link
 * OrderedKeys}).
 */
public final class GroupKey implements WritableComparable<GroupKey> {
  private byte[] bytes = {};
  private int start;
  private int length;

  /** Points at a slice of an array, which must not change while this key is in use. */
  public void set(byte[] source, int sourceStart, int sourceLength) {
    bytes = source;
    start = sourceStart;
    length = sourceLength;
  }

  public byte[] bytes() {
    return bytes;
  }

  public int start() {
    return start;
  }

  public int length() {
    return length;
  }

  /** Says whether the values under this key are tallies, not partial states of a group. */
  public boolean isTally() {
    return length == 0;
  }

  /** Says whether the values under this key are malformed records of one place. */
  public boolean isBadRecord() {
    return length > 0 && bytes[start] == BadRecord.MARKER;
  }

  /** Says whether the values under this key are costs of mappers. */
  public boolean isCost() {
    return length > 0 && bytes[start] == Cost.MARKER;
  }

  @Override
  public void write(DataOutput out) throws IOException {
    WritableUtils.writeVInt(out, length);
    out.write(bytes, start, length);
  }

  @Override
  public void readFields(DataInput in) throws IOException {
    length = WritableUtils.readVInt(in);
    if (start != 0 || bytes.length < length) {
      bytes = new byte[Math.max(length, Long.SIZE)];
      start = 0;
    }
    in.readFully(bytes, 0, length);
  }

  /** Compares with a key whose bytes are the first ones of an array. */
  int compareTo(byte[] other, int otherLength) {
    return Arrays.compareUnsigned(bytes, start, start + length, other, 0, otherLength);
  }

  @Override
  public int compareTo(GroupKey other) {
    return Arrays.compareUnsigned(
        bytes, start, start + length, other.bytes, other.start, other.start + other.length);
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof GroupKey key && compareTo(key) == 0;
  }

  @Override
  public int hashCode() {
    return (int) KeyHash.hash(bytes, start, length);
  }

  /** Compares serialised keys where they lie. */
  public static final class Comparator extends WritableComparator {
    public Comparator() {
      super(GroupKey.class);
    }

    @Override
    public int compare(byte[] b1, int s1, int l1, byte[] b2, int s2, int l2) {
      int header1 = WritableUtils.decodeVIntSize(b1[s1]);
      int header2 = WritableUtils.decodeVIntSize(b2[s2]);
      return Arrays.compareUnsigned(b1, s1 + header1, s1 + l1, b2, s2 + header2, s2 + l2);
    }
  }

  static {
    WritableComparator.define(GroupKey.class, new Comparator());
  }
}
