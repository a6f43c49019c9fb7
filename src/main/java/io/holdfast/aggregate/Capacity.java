package io.holdfast.aggregate;

/** How arrays with an entry a group grow, and which are kept when the groups are forgotten. */
final class Capacity {
  private static final int FIRST = 16;

  /** Arrays of up to so many groups are emptied and used again; longer ones are given back. */
  private static final int KEPT = 1 << 12;

  /** A JVM's largest array is a little shorter than the largest int. */
  private static final int MAX = Integer.MAX_VALUE - Long.BYTES;

  private Capacity() {}

  /** Returns a number of groups, at least as many as wanted and half as many again as present. */
  static int grow(int present, int wanted) {
    return (int) Math.max(wanted, Math.min(MAX, Math.max(FIRST, present + present / 2L)));
  }

  /** Returns the number of groups that there is room for after so many were wanted. */
  static int reserve(int present, int wanted) {
    return wanted <= present ? present : grow(present, wanted);
  }

  static boolean isKept(int capacity) {
    return capacity <= KEPT;
  }
}
