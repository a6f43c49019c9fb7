package io.holdfast.job;

import io.holdfast.error.HoldfastException;
import java.io.IOException;
import java.nio.file.Files;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.fs.FileSystem;
import org.apache.hadoop.fs.Path;
import org.apache.hadoop.fs.permission.FsAction;
import org.apache.hadoop.security.AccessControlException;

/** Whether an output can be made, checked as the submitting user before any work is done. */
final class OutputPlace {
  private OutputPlace() {}

  /**
   * Checks the nearest directory above a place that exists.
   *
   * @param what is to be made there, for the error
   * @throws HoldfastException of kind USER where the user may not make anything in it
   */
  static void requireWritable(String what, Path place, Configuration conf) throws IOException {
    FileSystem fs = place.getFileSystem(conf);
    requireNoBrokenLink(fs, fs.makeQualified(place));
    Path above = fs.makeQualified(place).getParent();
    while (above != null && !fs.exists(above)) {
      above = above.getParent();
    }
    if (above != null && !isWritable(fs, above)) {
      throw HoldfastException.user(
          "[%s] expected a directory to make %s in, got no permission; try chmod, or another place",
          above, what);
    }
  }

  /** To the file system such a link is nothing; but nothing can be made there. */
  private static void requireNoBrokenLink(FileSystem fs, Path place) throws IOException {
    for (Path at = place; at != null && isLocal(fs) && !fs.exists(at); at = at.getParent()) {
      if (Files.isSymbolicLink(local(at))) {
        throw HoldfastException.user(
            "[%s] expected a directory, or a place for one, got a link to nowhere, or to where you may not"
                + " look; try another place",
            at);
      }
    }
  }

  /**
   * Checks that kept states have a directory, and are no part of an output, which is replaced as a
   * whole.
   *
   * @throws HoldfastException of kind USER where that is not so
   */
  static void requireApart(Path output, Path state, Configuration conf) throws IOException {
    Path whole = output.getFileSystem(conf).makeQualified(output);
    FileSystem fs = state.getFileSystem(conf);
    if (fs.exists(state) && fs.getFileStatus(state).isFile()) {
      throw HoldfastException.user("[--state %s] expected a directory, got a file", state);
    }
    Path above = fs.makeQualified(state);
    while (above != null) {
      if (above.equals(whole)) {
        throw HoldfastException.user(
            "[--state %s] expected a directory that is not in OUTPUT, got one in %s; try another",
            state, output);
      }
      above = above.getParent();
    }
  }

  /** On a local disk the mode bits do not tell what root may do. */
  private static boolean isWritable(FileSystem fs, Path directory) throws IOException {
    if (isLocal(fs)) {
      return Files.isDirectory(local(directory)) && Files.isWritable(local(directory));
    }
    try {
      fs.access(directory, FsAction.WRITE_EXECUTE);
      return true;
    } catch (AccessControlException e) {
      return false;
    }
  }

  private static boolean isLocal(FileSystem fs) {
    return "file".equals(fs.getUri().getScheme());
  }

  private static java.nio.file.Path local(Path path) {
    return java.nio.file.Path.of(path.toUri().getPath());
  }
}
