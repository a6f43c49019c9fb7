package io.holdfast.shuffle;

import io.holdfast.query.Query;
import io.holdfast.record.BytesInput;
import io.holdfast.record.BytesOutput;
import io.holdfast.record.Type.Storage;

/**
 * The layout of keys where aggregates need values in order: the group's key as {@link
 * KeyEncoder#encodeBeginning} has it, then {@link #GROUP}; or the number of an argument from 1, and
 * a value of it. So behind a group's own state come the values of its first argument in ascending
 * order, each with how often it occurs, then those of the second, and so on: what a reducer keeps
 * of a group is bounded, and sorting is the shuffle's.
 */
public final class OrderedKeys {
  /** Stands behind a group's key where its partial states follow. */
  private static final int GROUP = 0;

  private final Storage[] columns;
  private final BytesInput in = new BytesInput();

  /** Makes the layout of a query's keys. */
  public OrderedKeys(Query query) {
    columns =
        query.keys().stream().map(key -> key.expression().type().storage()).toArray(Storage[]::new);
  }

  /** Appends the key of a row's group. */
  public static void encodeGroup(KeyEncoder group, int row, BytesOutput out) {
    group.encodeBeginning(row, out);
    out.writeByte(GROUP);
  }

  /**
   * Appends the key of a value in a group.
   *
   * @param group the group's own key
   * @param argument its number from 0
   * @param bytes a slice of them is what {@link KeyEncoder#encodeLast} made of the value
   */
  public static void encodeValue(
      GroupKey group, int argument, byte[] bytes, int start, int length, BytesOutput out) {
    out.writeBytes(group.bytes(), group.start(), group.length() - 1);
    out.writeByte(argument + 1);
    out.writeBytes(bytes, start, length);
  }

  /**
   * Returns the number of the argument that a key has a value of, or -1 for a group's own key.
   *
   * @param groupLength of the key
   */
  public static int argument(GroupKey key, int groupLength) {
    return (key.bytes()[key.start() + groupLength] & 0xff) - 1;
  }

  /** Returns where in a key its value begins. */
  public static int valueOffset(int groupLength) {
    return groupLength + 1;
  }

  /**
   * Returns how many bytes at a key's beginning are those of its group. Who partitions keys by more
   * of them parts a group from its values.
   */
  public int groupLength(GroupKey key) {
    in.reset(key.bytes(), key.start(), key.length());
    if (columns.length == 0) {
      in.skip(1);
    }
    for (Storage column : columns) {
      if (in.readByte() == KeyEncoder.PRESENT) {
        skip(column);
      }
    }
    return in.position() - key.start();
  }

  private void skip(Storage column) {
    switch (column) {
      case LONGS, DOUBLES -> in.skip(Long.BYTES);
      case WIDES -> in.skip(2 * Long.BYTES);
      case BYTES -> {
        int next = in.readByte();
        while (next != 0 || in.readByte() != 0) {
          next = in.readByte();
        }
      }
    }
  }
}
