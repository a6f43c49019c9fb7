package io.holdfast.output;

import java.io.IOException;
import java.io.OutputStream;
import java.util.List;
import java.util.Optional;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.fs.FSDataInputStream;
import org.apache.hadoop.fs.FileStatus;
import org.apache.hadoop.fs.FileSystem;
import org.apache.hadoop.fs.Path;

/**
 * The few file operations that a commit is made of, with the same strict meaning on HDFS and on a
 * local disk; what they need is told in {@link AtomicRename}.
 */
public interface OutputStore {
  /** Opens the store that holds a path. */
  static OutputStore of(Path path, Configuration configuration) throws IOException {
    return of(path.getFileSystem(configuration));
  }

  /** Opens a store on a file system. */
  static OutputStore of(FileSystem files) throws IOException {
    return "file".equals(files.getUri().getScheme())
        ? new LocalStore(files.getConf())
        : new SharedStore(files);
  }

  /** Returns a file's or directory's status, or nothing where there is none. */
  Optional<FileStatus> status(Path path) throws IOException;

  /**
   * Returns what is in a directory, hidden files too, sorted by name; empty where there is none.
   */
  List<FileStatus> list(Path directory) throws IOException;

  FSDataInputStream open(Path file) throws IOException;

  /** Creates a file. Fails where it exists, and where its directory does not. */
  OutputStream create(Path file) throws IOException;

  /** Makes a directory and those above it. */
  void makeDirectories(Path directory) throws IOException;

  /**
   * Makes a directory, if it is not there. Fails where the one above is missing, so that a late
   * attempt cannot bring back a staging directory that was deleted.
   */
  void makeDirectory(Path directory) throws IOException;

  /**
   * Renames a file or directory in one step. Fails where the source is missing, where the target
   * exists (it is never renamed into a directory), and where the target's parent is missing.
   */
  void rename(Path source, Path target) throws IOException;

  /** Deletes a file, or a directory with all in it; nothing happens where there is none. */
  void delete(Path path) throws IOException;

  /** Reads a small file. */
  default byte[] read(Path file) throws IOException {
    try (FSDataInputStream in = open(file)) {
      return in.readAllBytes();
    }
  }

  /** Writes a small file; fails as {@link #create} does. */
  default void write(Path file, byte[] content) throws IOException {
    try (OutputStream out = create(file)) {
      out.write(content);
    }
  }

  default boolean exists(Path path) throws IOException {
    return status(path).isPresent();
  }
}
