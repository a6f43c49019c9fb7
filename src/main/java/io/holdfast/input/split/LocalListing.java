package io.holdfast.input.split;

import io.holdfast.error.HoldfastException;
import java.io.File;
import java.io.IOException;
import java.util.Arrays;
import java.util.HashSet;
import java.util.Set;
import org.apache.hadoop.fs.FileStatus;
import org.apache.hadoop.fs.FileSystem;
import org.apache.hadoop.fs.Path;

/**
 * Lists directories of a local disk. Hadoop leaves out, without a word, what it cannot look at:
 * links to nowhere, and names that the locale cannot spell. Here they are refused, and so are links
 * that lead back to a directory they are in.
 */
final class LocalListing {
  private LocalListing() {}

  /** Returns what is in a directory; every visible name of it. */
  static FileStatus[] list(FileSystem fs, Path directory) throws IOException {
    FileStatus[] found = fs.listStatus(directory);
    String[] names = local(directory).list();
    if (names != null && names.length > found.length) {
      Set<String> missing = new HashSet<>(Arrays.asList(names));
      for (FileStatus status : found) {
        missing.remove(status.getPath().getName());
      }
      for (String name : missing) {
        if (InputFiles.isVisible(name)) {
          throw HoldfastException.user(
              "[%s/%s] expected a file, got a link to nowhere or a name that is not UTF-8; try"
                  + " removing or renaming it",
              directory, name);
        }
      }
    }
    return found;
  }

  /** Refuses a directory that is one of those above it, reached through a link. */
  static void requireNoLoop(Path directory) throws IOException {
    java.nio.file.Path real = local(directory).toPath().toRealPath();
    for (Path above = directory.getParent(); above != null; above = above.getParent()) {
      if (local(above).toPath().toRealPath().equals(real)) {
        throw HoldfastException.user(
            "[%s] expected a directory, got a link to one that it is in; try removing it",
            directory);
      }
    }
  }

  private static File local(Path path) {
    return new File(path.toUri().getPath());
  }
}
