package io.holdfast.input.split;

import static org.assertj.core.api.Assertions.assertThat;

import io.holdfast.input.FileRange;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.Size;
import org.apache.hadoop.fs.BlockLocation;
import org.apache.hadoop.fs.FileStatus;
import org.apache.hadoop.fs.Path;
import org.apache.hadoop.mapreduce.InputSplit;
import org.junit.jupiter.api.Test;

/** Every byte of every file is in one split, and no split is larger than asked for. */
class SplitPlannerTest {
  @Property(tries = 300)
  void everyByteOnce(
      @ForAll @Size(max = 30) List<@IntRange(max = 5000) Integer> lengths,
      @ForAll @IntRange(min = 1, max = 3000) int target)
      throws IOException {
    SplitPlanner planner = new SplitPlanner(target, InputWindow.ALL);
    for (int i = 0; i < lengths.size(); i++) {
      planner.add(file(i, lengths.get(i)), new BlockLocation[0], true);
    }
    int file = 0;
    long position = 0;
    for (InputSplit split : planner.splits()) {
      assertThat(((PackedSplit) split).getLength()).isLessThanOrEqualTo(target);
      for (FileRange range : ((PackedSplit) split).ranges()) {
        assertThat(range.path().getName()).isEqualTo("f" + file);
        assertThat(range.start()).isEqualTo(position);
        position = range.end();
        if (position == lengths.get(file)) {
          file++;
          position = 0;
        }
      }
    }
    assertThat(file).isEqualTo(lengths.size());
  }

  /** The usual way to ask for one map a file. */
  @Test
  void splitsMayBeAsLargeAsANumberCanBe() throws IOException {
    SplitPlanner planner = new SplitPlanner(Long.MAX_VALUE, InputWindow.ALL);
    planner.add(file(0, 1000), new BlockLocation[0], true);
    planner.add(file(1, 0), new BlockLocation[0], true);
    planner.add(file(2, 7), new BlockLocation[0], true);
    List<InputSplit> splits = planner.splits();
    assertThat(splits).hasSize(1);
    assertThat(((PackedSplit) splits.get(0)).ranges()).hasSize(3);
    assertThat(((PackedSplit) splits.get(0)).getLength()).isEqualTo(1007);
  }

  /** Where windows begin and end has nothing to do with splits, files or blocks. */
  @Property(tries = 300)
  void windowsHaveEveryByteOnce(
      @ForAll @Size(max = 20) List<@IntRange(max = 500) Integer> lengths,
      @ForAll @IntRange(min = 1, max = 300) int target,
      @ForAll @IntRange(min = 1, max = 40) int windows,
      @ForAll @IntRange(min = 1, max = 4) int uncut)
      throws IOException {
    long total = lengths.stream().mapToLong(Integer::longValue).sum();
    List<Integer> ends = new ArrayList<>(Collections.nCopies(lengths.size(), 0));
    List<Integer> ranges = new ArrayList<>(ends);
    for (int window = 0; window < windows; window++) {
      SplitPlanner planner = new SplitPlanner(target, InputWindow.of(window, windows, total));
      for (int i = 0; i < lengths.size(); i++) {
        planner.add(file(i, lengths.get(i)), new BlockLocation[0], i % uncut == 0);
      }
      for (InputSplit split : planner.splits()) {
        for (FileRange range : ((PackedSplit) split).ranges()) {
          int file = Integer.parseInt(range.path().getName().substring(1));
          assertThat(range.start()).isEqualTo((long) ends.get(file));
          ends.set(file, (int) range.end());
          ranges.set(file, ranges.get(file) + 1);
        }
      }
    }
    assertThat(ends).isEqualTo(lengths);
    for (int i = 0; i < lengths.size(); i++) {
      boolean one = lengths.get(i) == 0 || i % uncut != 0;
      assertThat(ranges.get(i)).isGreaterThan(0).matches(count -> !one || count == 1);
    }
  }

  @Test
  void aFileThatCannotBeCutIsWhole() throws IOException {
    SplitPlanner planner = new SplitPlanner(10, InputWindow.ALL);
    planner.add(file(0, 1000), new BlockLocation[0], false);
    List<InputSplit> splits = planner.splits();
    assertThat(splits).hasSize(1);
    assertThat(((PackedSplit) splits.get(0)).getLength()).isEqualTo(1000);
  }

  @Test
  void aSplitPrefersTheHostsOfItsFirstRange() throws IOException {
    SplitPlanner planner = new SplitPlanner(100, InputWindow.ALL);
    BlockLocation near = new BlockLocation(null, new String[] {"a", "b", "c", "d"}, 0, 100);
    planner.add(file(0, 60), new BlockLocation[] {near}, true);
    planner.add(file(1, 30), new BlockLocation[0], true);
    InputSplit split = planner.splits().get(0);
    assertThat(((PackedSplit) split).ranges()).hasSize(2);
    assertThat(((PackedSplit) split).getLocations()).containsExactly("a", "b", "c");
  }

  @Test
  void survivesSerialisation() throws IOException {
    FileRange range = new FileRange(new Path("file:/a b/%,[c]"), 5, 7);
    PackedSplit split = new PackedSplit(List.of(range, range), new String[] {"host"});
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    split.write(new DataOutputStream(bytes));
    PackedSplit read = new PackedSplit();
    read.readFields(new DataInputStream(new ByteArrayInputStream(bytes.toByteArray())));
    assertThat(read.ranges()).containsExactly(range, range);
    assertThat(read).hasToString("file:/a b/%,[c]:5+7 and 1 more");
  }

  private static FileStatus file(int number, int length) {
    return new FileStatus(length, false, 1, 100, 0, new Path("file:/d/f" + number));
  }
}
