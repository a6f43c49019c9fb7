package io.holdfast.shuffle;

import io.holdfast.record.BytesInput;
import io.holdfast.record.BytesOutput;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Base64;
import java.util.List;
import org.apache.hadoop.conf.Configuration;

/**
 * Which reducer gets which keys: ranges of keys, one behind the other, each for one reducer, or
 * spread by the hash of groups. A range may be a slice: of the values that one group has of one
 * argument a part, which an aggregate's reducer cannot do without the other slices. Keys that are
 * no group's sort before or behind all that are, and so are spread.
 *
 * @param ranges ascending; the keys before the first are spread
 */
public record Placement(List<Range> ranges) {
  /** Every key is spread. */
  public static final Placement NONE = new Placement(List.of());

  /** Stands for the reducer of a range whose groups are spread. */
  public static final int SPREAD = -1;

  /** Stands for the run of slices of a range that is none. */
  public static final int WHOLE = -1;

  /** Where a job has it; in a manifest it stands for its SHA-256. */
  public static final String KEY = "holdfast.shuffle.placement";

  /**
   * The keys from one on, up to the next range's.
   *
   * @param from the first key that it may hold
   * @param reducer its number, or {@link #SPREAD}
   * @param run the number of the group's argument that it is a slice of, among all that are sliced;
   *     or {@link #WHOLE}
   */
  public record Range(byte[] from, int reducer, int run) {
    public boolean isSlice() {
      return run != WHOLE;
    }
  }

  public Placement {
    ranges = List.copyOf(ranges);
  }

  /** Returns the number of the range that holds a key, or -1 before the first. */
  public int find(GroupKey key) {
    int low = 0;
    int high = ranges.size();
    while (low < high) {
      int middle = (low + high) >>> 1;
      byte[] from = ranges.get(middle).from;
      if (key.compareTo(from, from.length) < 0) {
        high = middle;
      } else {
        low = middle + 1;
      }
    }
    return low - 1;
  }

  /** Returns the reducer of a key, or {@link #SPREAD}. */
  public int reducer(GroupKey key) {
    int found = find(key);
    return found < 0 ? SPREAD : ranges.get(found).reducer;
  }

  /** Returns the number of the slice that holds a key, or -1 where none does. */
  public int slice(GroupKey key) {
    int found = find(key);
    return found >= 0 && ranges.get(found).isSlice() ? found : -1;
  }

  public boolean hasSlices() {
    return ranges.stream().anyMatch(Range::isSlice);
  }

  /** Puts it into a job's configuration. */
  public void write(Configuration conf) {
    conf.set(KEY, text());
  }

  /** Returns all of it in one line. */
  public String text() {
    BytesOutput out = new BytesOutput();
    for (Range range : ranges) {
      out.writeInt(range.from.length);
      out.writeBytes(range.from, 0, range.from.length);
      out.writeInt(range.reducer);
      out.writeInt(range.run);
    }
    return Base64.getEncoder().encodeToString(Arrays.copyOf(out.bytes(), out.length()));
  }

  /** Reads it back; {@link #NONE} where there is none. */
  public static Placement read(Configuration conf) {
    byte[] bytes = Base64.getDecoder().decode(conf.get(KEY, ""));
    BytesInput in = new BytesInput().reset(bytes, 0, bytes.length);
    List<Range> ranges = new ArrayList<>();
    while (in.remaining() > 0) {
      int length = in.readInt();
      int start = in.skip(length);
      byte[] from = Arrays.copyOfRange(bytes, start, start + length);
      ranges.add(new Range(from, in.readInt(), in.readInt()));
    }
    return new Placement(ranges);
  }
}
