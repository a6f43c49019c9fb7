package io.holdfast.job;

import io.holdfast.query.Query;
import io.holdfast.shuffle.GroupKey;
import io.holdfast.shuffle.OrderedKeys;
import io.holdfast.shuffle.Placement;
import io.holdfast.shuffle.Placement.Range;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.Comparator;
import java.util.Iterator;
import java.util.List;
import java.util.PriorityQueue;
import java.util.TreeMap;
import java.util.function.ToIntFunction;

/**
 * Places keys on reducers by a sample of them, so that each gets about as many: the largest first,
 * to whom has the least (Graham: Bounds on multiprocessing timing anomalies, 1969). A group with
 * too many values of an argument is cut into slices of about as many each; what is small is spread.
 */
final class PlacementPlanner {
  /** Into how many pieces the share of one reducer may come, as far as groups can be cut. */
  private static final int PIECES = 8;

  /** How many times the mean the heaviest reducer may get of a sample: the whole may be worse. */
  private static final double GOOD = 1.1;

  /** What is sliced where that is not good enough: more than a half of a reducer's, or a sixth. */
  private static final int[] SLICED = {2, 6};

  private static final int WHOLE_GROUPS = 0;

  /** A group with a smaller share of what a reducer should get is left to its hash. */
  private static final int SMALLEST = 256;

  /**
   * The placement is in the configuration of each task: how long all keys in it may be together.
   */
  private static final long MOST_BYTES = 512 << 10;

  /** Null where a whole key is a group. */
  private final OrderedKeys layout;

  private final byte[][] keys;
  private final int reducers;
  private final GroupKey view = new GroupKey();
  private final List<Item> items = new ArrayList<>();
  private int runs;
  private long bytesLeft;

  /**
   * @param sample keys, each different
   * @param reducers how many there are
   */
  PlacementPlanner(Query query, Collection<byte[]> sample, int reducers) {
    this.layout = query.orderedArguments().isEmpty() ? null : new OrderedKeys(query);
    this.keys = sample.stream().sorted(Arrays::compareUnsigned).toArray(byte[][]::new);
    this.reducers = reducers;
  }

  /**
   * Keys side by side that go to one reducer.
   *
   * @param from the first that may be one of them
   * @param to the first that is none
   * @param run see {@link Range#run()}
   * @param first their first in the sample
   * @param count how many the sample has
   * @param rank the same, but for all slices of a run one number
   */
  private record Item(byte[] from, byte[] to, int run, int first, int count, int rank) {}

  /**
   * Returns where keys go, given where those that are not placed go. No more groups are sliced than
   * it takes.
   */
  Placement plan(ToIntFunction<GroupKey> spread) {
    Placement placement = plan(WHOLE_GROUPS, spread);
    for (int parts : SLICED) {
      if (skew(placement, spread) > GOOD) {
        placement = plan(parts, spread);
      }
    }
    return placement;
  }

  /**
   * @param parts a group of more than this part of what a reducer should get is sliced
   */
  private Placement plan(int parts, ToIntFunction<GroupKey> spread) {
    items.clear();
    runs = 0;
    bytesLeft = MOST_BYTES;
    for (int first = 0; first < keys.length; ) {
      int end = layout == null ? first + 1 : endOf(first, layout.groupLength(key(first)));
      if ((long) (end - first) * reducers * SMALLEST >= keys.length) {
        addGroup(first, end, parts);
      }
      first = end;
    }
    return place(spread);
  }

  private GroupKey key(int index) {
    view.set(keys[index], 0, keys[index].length);
    return view;
  }

  /** Returns the first key behind one that does not begin with as many bytes as it does. */
  private int endOf(int first, int length) {
    int end = first + 1;
    while (end < keys.length
        && keys[end].length >= length
        && Arrays.equals(keys[end], 0, length, keys[first], 0, length)) {
      end++;
    }
    return end;
  }

  private void addGroup(int first, int end, int parts) {
    if (layout == null) {
      byte[] next = Arrays.copyOf(keys[first], keys[first].length + 1);
      items.add(new Item(keys[first], next, Placement.WHOLE, first, 1, 1));
      return;
    }
    int length = layout.groupLength(key(first));
    boolean sliced = false;
    for (int next = first; next < end; ) {
      int endOfArgument = endOf(next, length + 1);
      boolean large = (long) (endOfArgument - next) * reducers * parts > keys.length;
      if (large && OrderedKeys.argument(key(next), length) >= 0) {
        sliced |= addSlices(next, endOfArgument, length + 1);
      }
      next = endOfArgument;
    }
    if (!sliced) {
      byte[] group = Arrays.copyOf(keys[first], length);
      int count = end - first;
      items.add(new Item(group, successor(group), Placement.WHOLE, first, count, count));
    }
  }

  /** Returns whether there were enough keys, and room, to cut a group. */
  private boolean addSlices(int first, int end, int length) {
    byte[] all = Arrays.copyOf(keys[first], length);
    long wanted = (long) (end - first) * reducers * PIECES / keys.length + 1;
    long room = bytesLeft / 2 / longest(first, end);
    int slices = (int) Math.min(Math.min(wanted, room), end - first);
    if (slices < 2) {
      return false;
    }
    byte[] from = all;
    int begin = first;
    for (int slice = 1; slice <= slices; slice++) {
      int next = first + (int) ((long) (end - first) * slice / slices);
      byte[] to = slice == slices ? successor(all) : boundary(next);
      items.add(new Item(from, to, runs, begin, next - begin, (end - first) / slices));
      bytesLeft -= from.length;
      from = to;
      begin = next;
    }
    runs++;
    return true;
  }

  private int longest(int first, int end) {
    int longest = 1;
    for (int i = first; i < end; i++) {
      longest = Math.max(longest, keys[i].length);
    }
    return longest;
  }

  /** Returns what of a key tells it apart from the one before. */
  private byte[] boundary(int index) {
    int common = Arrays.mismatch(keys[index - 1], keys[index]);
    return Arrays.copyOf(keys[index], common + 1);
  }

  /** Returns the first key that is above all that begin so. */
  private static byte[] successor(byte[] prefix) {
    int length = prefix.length;
    while (length > 0 && prefix[length - 1] == -1) {
      length--;
    }
    byte[] next = Arrays.copyOf(prefix, length);
    next[length - 1]++;
    return next;
  }

  private Placement place(ToIntFunction<GroupKey> spread) {
    items.sort(Comparator.comparingInt((Item item) -> item.rank).reversed());
    dropWhatHasNoRoom();
    int[] homes = homes(Placement.NONE, spread);
    for (Item item : items) {
      Arrays.fill(homes, item.first, item.first + item.count, Placement.SPREAD);
    }
    long[] loads = loads(homes);
    PriorityQueue<Integer> least =
        new PriorityQueue<>(
            Comparator.<Integer>comparingLong(reducer -> loads[reducer])
                .thenComparing(Comparator.naturalOrder()));
    for (int reducer = 0; reducer < reducers; reducer++) {
      least.add(reducer);
    }
    TreeMap<byte[], Range> ranges = new TreeMap<>(Arrays::compareUnsigned);
    int last = 0;
    int lastRun = Placement.WHOLE;
    for (Item item : items) {
      // Slices side by side stay together: a sample knows least of where each one ends.
      boolean stays =
          item.run != Placement.WHOLE
              && item.run == lastRun
              && (loads[last] + item.count) * reducers <= keys.length;
      int reducer = stays ? last : least.element();
      least.remove(reducer);
      loads[reducer] += item.count;
      least.add(reducer);
      last = reducer;
      lastRun = item.run;
      ranges.put(item.from, new Range(item.from, reducer, item.run));
      ranges.putIfAbsent(item.to, new Range(item.to, Placement.SPREAD, Placement.WHOLE));
    }
    return new Placement(List.copyOf(ranges.values()));
  }

  /** Slices stay: only all of a group's together make sense. */
  private void dropWhatHasNoRoom() {
    for (Iterator<Item> left = items.iterator(); left.hasNext(); ) {
      Item item = left.next();
      long bytes = (long) item.from.length + item.to.length;
      if (item.run == Placement.WHOLE) {
        if (bytes > bytesLeft) {
          left.remove();
        } else {
          bytesLeft -= bytes;
        }
      }
    }
  }

  /** Returns the reducer of each sampled key. */
  private int[] homes(Placement placement, ToIntFunction<GroupKey> spread) {
    int[] homes = new int[keys.length];
    for (int i = 0; i < keys.length; i++) {
      int placed = placement.reducer(key(i));
      homes[i] = placed == Placement.SPREAD ? spread.applyAsInt(key(i)) : placed;
    }
    return homes;
  }

  private long[] loads(int[] homes) {
    long[] loads = new long[reducers];
    for (int home : homes) {
      if (home != Placement.SPREAD) {
        loads[home]++;
      }
    }
    return loads;
  }

  /** Returns how many times the mean the heaviest reducer gets of the sampled keys. */
  double skew(Placement placement, ToIntFunction<GroupKey> spread) {
    long most = Arrays.stream(loads(homes(placement, spread))).max().orElse(0);
    return keys.length == 0 ? 1 : (double) most * reducers / keys.length;
  }
}
