package io.holdfast.output;

import java.io.IOException;
import org.apache.hadoop.fs.FileSystem;
import org.apache.hadoop.fs.Path;

/**
 * A directory for one test, deleted after it.
 *
 * @param files the file system that it is on
 * @param path with scheme and authority
 */
record TestFolder(FileSystem files, Path path) implements AutoCloseable {
  /** Makes the directory. */
  static TestFolder create(FileSystem files, Path path) throws IOException {
    files.mkdirs(path);
    return new TestFolder(files, files.makeQualified(path));
  }

  @Override
  public void close() throws IOException {
    files.delete(path, true);
  }
}
