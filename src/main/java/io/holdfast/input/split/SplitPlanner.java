package io.holdfast.input.split;

import io.holdfast.input.FileRange;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.apache.hadoop.fs.BlockLocation;
import org.apache.hadoop.fs.FileStatus;
import org.apache.hadoop.mapreduce.InputSplit;

/**
 * Cuts large files into ranges and packs small ones together, so that every split has about the
 * same number of bytes. Files stay in the order they are given in; a split's host names are those
 * of its first range.
 */
final class SplitPlanner {
  private static final int MAX_HOSTS = 3;

  private final long targetBytes;
  private final InputWindow window;
  private final List<InputSplit> splits = new ArrayList<>();
  private final List<FileRange> pending = new ArrayList<>();
  private BlockLocation[] pendingBlocks = {};
  private long pendingBytes;
  private long position;

  /** Plans splits of at most so many bytes, but for files that cannot be cut. */
  SplitPlanner(long targetBytes, InputWindow window) {
    this.targetBytes = Math.max(1, targetBytes);
    this.window = window;
  }

  /**
   * Adds a file, as far as it is in the window. An empty file is a range of its own kind: it has no
   * rows, but it is input. A file that cannot be cut is where its begin is.
   *
   * @param splittable whether ranges of it can be read
   */
  void add(FileStatus file, BlockLocation[] blocks, boolean splittable) throws IOException {
    long length = file.getLen();
    if (length == 0 || !splittable) {
      if (window.holds(position)) {
        add(new FileRange(file.getPath(), 0, length), blocks);
      }
    } else {
      add(file, blocks, window.skipped(position, length), window.reached(position, length));
    }
    position += length;
  }

  private void add(FileStatus file, BlockLocation[] blocks, long from, long to) throws IOException {
    long length = to - from;
    long pieces = length == 0 ? 0 : (length - 1) / targetBytes + 1;
    for (long i = 0; i < pieces; i++) {
      long start = boundary(length, i, pieces);
      long end = boundary(length, i + 1, pieces);
      add(new FileRange(file.getPath(), from + start, end - start), blocks);
    }
  }

  /** Returns all splits, once every file has been added. */
  List<InputSplit> splits() throws IOException {
    close();
    return splits;
  }

  private void add(FileRange range, BlockLocation[] blocks) throws IOException {
    if (pendingBytes > targetBytes - range.length()) {
      close();
    }
    if (pending.isEmpty()) {
      pendingBlocks = blocks;
    }
    pending.add(range);
    pendingBytes += range.length();
  }

  private void close() throws IOException {
    if (!pending.isEmpty()) {
      splits.add(new PackedSplit(pending, hosts(pending.get(0))));
      pending.clear();
      pendingBytes = 0;
    }
  }

  /** Even pieces, without overflow on lengths near the largest long. */
  private static long boundary(long length, long piece, long pieces) {
    return length / pieces * piece + length % pieces * piece / pieces;
  }

  private String[] hosts(FileRange range) throws IOException {
    long middle = range.start() + range.length() / 2;
    for (BlockLocation block : pendingBlocks) {
      if (block.getOffset() <= middle && middle < block.getOffset() + block.getLength()) {
        String[] hosts = block.getHosts();
        return Arrays.copyOf(hosts, Math.min(MAX_HOSTS, hosts.length));
      }
    }
    return new String[0];
  }
}
