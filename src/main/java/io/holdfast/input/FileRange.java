package io.holdfast.input;

import org.apache.hadoop.fs.Path;

/**
 * A part of a file that one task reads.
 *
 * @param path the file
 * @param start first byte
 * @param length in bytes
 */
public record FileRange(Path path, long start, long length) {
  public long end() {
    return start + length;
  }
}
