package io.holdfast.input.split;

import io.holdfast.input.FileRange;
import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import org.apache.hadoop.fs.Path;
import org.apache.hadoop.io.Text;
import org.apache.hadoop.io.Writable;
import org.apache.hadoop.io.WritableUtils;
import org.apache.hadoop.mapreduce.InputSplit;

/** The input of one map task: one or many ranges of files. */
public final class PackedSplit extends InputSplit implements Writable {
  private final List<FileRange> ranges = new ArrayList<>();
  private String[] locations = {};

  /** For deserialisation. */
  public PackedSplit() {}

  /**
   * Makes a split.
   *
   * @param ranges in reading order
   * @param locations host names that hold the most of it, best first
   */
  public PackedSplit(List<FileRange> ranges, String[] locations) {
    this.ranges.addAll(ranges);
    this.locations = locations.clone();
  }

  public List<FileRange> ranges() {
    return List.copyOf(ranges);
  }

  @Override
  public long getLength() {
    long length = 0;
    for (FileRange range : ranges) {
      length += range.length();
    }
    return length;
  }

  @Override
  public String[] getLocations() {
    return locations.clone();
  }

  @Override
  public void write(DataOutput out) throws IOException {
    WritableUtils.writeVInt(out, ranges.size());
    for (FileRange range : ranges) {
      Text.writeString(out, range.path().toString());
      WritableUtils.writeVLong(out, range.start());
      WritableUtils.writeVLong(out, range.length());
    }
  }

  @Override
  public void readFields(DataInput in) throws IOException {
    ranges.clear();
    for (int left = WritableUtils.readVInt(in); left > 0; left--) {
      ranges.add(
          new FileRange(
              new Path(Text.readString(in)),
              WritableUtils.readVLong(in),
              WritableUtils.readVLong(in)));
    }
  }

  /** What a task's status shows: the first range, and how many more there are. */
  @Override
  public String toString() {
    FileRange first = ranges.get(0);
    String more = ranges.size() > 1 ? " and " + (ranges.size() - 1) + " more" : "";
    return first.path() + ":" + first.start() + "+" + first.length() + more;
  }
}
