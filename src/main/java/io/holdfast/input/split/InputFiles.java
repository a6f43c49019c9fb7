package io.holdfast.input.split;

import io.holdfast.error.HoldfastException;
import java.io.IOException;
import java.nio.file.Files;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import org.apache.commons.codec.digest.DigestUtils;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.fs.FSDataInputStream;
import org.apache.hadoop.fs.FileChecksum;
import org.apache.hadoop.fs.FileStatus;
import org.apache.hadoop.fs.FileSystem;
import org.apache.hadoop.fs.LocatedFileStatus;
import org.apache.hadoop.fs.Path;
import org.apache.hadoop.fs.PathFilter;
import org.apache.hadoop.fs.RemoteIterator;
import org.apache.hadoop.fs.permission.FsAction;
import org.apache.hadoop.security.AccessControlException;

/**
 * The files that a run reads: all below the inputs, but for hidden ones and names that begin with
 * {@code _} or {@code .}.
 *
 * @param files all files, by path; with their block locations where the file system gives them
 * @param checksums of their contents, by path, where somebody has asked for them
 */
public record InputFiles(List<FileStatus> files, Map<Path, String> checksums) {
  private static final String FINGERPRINT = "holdfast.input.fingerprint";
  private static final PathFilter VISIBLE = path -> isVisible(path.getName());

  /**
   * Finds the files.
   *
   * @param inputs files, directories and globs
   * @throws HoldfastException of kind USER where an input does not exist, matches nothing, holds no
   *     file, or may not be read
   */
  public static InputFiles find(List<Path> inputs, Configuration conf) throws IOException {
    List<FileStatus> files = new ArrayList<>();
    for (Path input : inputs) {
      FileSystem fs = input.getFileSystem(conf);
      int before = files.size();
      for (FileStatus match : match(fs, input)) {
        collect(fs, match, files);
      }
      if (files.size() == before) {
        throw HoldfastException.user(
            "[%s] expected files, got none; names that begin with _ or . are not input", input);
      }
    }
    files.sort(Comparator.comparing(FileStatus::getPath));
    return new InputFiles(List.copyOf(files), Map.of());
  }

  /**
   * Returns the same with checksums: those that the file system keeps, as HDFS does; else SHA-256
   * of what is read.
   */
  public InputFiles withChecksums(Configuration conf) throws IOException {
    Map<Path, String> found = new HashMap<>();
    for (FileStatus file : files) {
      Path path = file.getPath();
      FileSystem fs = path.getFileSystem(conf);
      FileChecksum kept = isLocal(fs) ? null : fs.getFileChecksum(path);
      if (kept != null) {
        found.put(path, kept.toString());
      } else {
        try (FSDataInputStream in = fs.open(path)) {
          found.put(path, DigestUtils.sha256Hex(in));
        }
      }
    }
    return new InputFiles(files, Map.copyOf(found));
  }

  /** Returns some of the files. */
  public InputFiles some(List<FileStatus> which) {
    return new InputFiles(List.copyOf(which), checksums);
  }

  /** Returns the checksum of a file; empty where nobody has asked for it. */
  public String checksum(FileStatus file) {
    return checksums.getOrDefault(file.getPath(), "");
  }

  static boolean isVisible(String name) {
    return !name.startsWith("_") && !name.startsWith(".");
  }

  /** A path that exists is taken as it is, whatever characters it has; else it is a glob. */
  private static FileStatus[] match(FileSystem fs, Path input) throws IOException {
    if (fs.exists(input)) {
      boolean visible = input.isRoot() || isVisible(input.getName());
      return visible ? new FileStatus[] {fs.getFileStatus(input)} : new FileStatus[0];
    }
    FileStatus[] matches = glob(fs, input);
    if (matches == null || matches.length == 0) {
      throw HoldfastException.user(
          "[%s] expected an input, got nothing there, or a directory above it that may not be"
              + " read; try a path or glob that exists",
          input);
    }
    return matches;
  }

  private static FileStatus[] glob(FileSystem fs, Path input) throws IOException {
    try {
      return fs.globStatus(input, VISIBLE);
    } catch (IllegalArgumentException e) { // Hadoop takes a name with a colon for a URI.
      throw HoldfastException.user(
          "[%s] expected names that a glob can match, got one with a colon (%s); try the files or"
              + " their directory as input",
          input, e.getMessage());
    }
  }

  private static void collect(FileSystem fs, FileStatus status, List<FileStatus> files)
      throws IOException {
    requireAccess(fs, status);
    if (status.isFile()) {
      files.add(status);
      return;
    }
    if (isLocal(fs)) {
      LocalListing.requireNoLoop(status.getPath());
    }
    for (FileStatus child : list(fs, status.getPath())) {
      if (VISIBLE.accept(child.getPath())) {
        collect(fs, child, files);
      }
    }
  }

  /** On a local disk block locations mean nothing, and cost a process a file. */
  private static List<FileStatus> list(FileSystem fs, Path directory) throws IOException {
    if (isLocal(fs)) {
      return List.of(LocalListing.list(fs, directory));
    }
    List<FileStatus> children = new ArrayList<>();
    RemoteIterator<LocatedFileStatus> located = fs.listLocatedStatus(directory);
    while (located.hasNext()) {
      children.add(located.next());
    }
    return children;
  }

  private static boolean isLocal(FileSystem fs) {
    return "file".equals(fs.getUri().getScheme());
  }

  private static void requireAccess(FileSystem fs, FileStatus status) throws IOException {
    Path path = status.getPath();
    FsAction action = status.isDirectory() ? FsAction.READ_EXECUTE : FsAction.READ;
    if (!isAllowed(fs, path, action)) {
      throw HoldfastException.user(
          "[%s] expected a %s that may be read, got no permission; try chmod, or another user",
          path, status.isDirectory() ? "directory" : "file");
    }
  }

  private static boolean isAllowed(FileSystem fs, Path path, FsAction action) throws IOException {
    if (isLocal(fs)) { // The mode bits do not tell what root may do.
      java.nio.file.Path local = java.nio.file.Path.of(path.toUri().getPath());
      return Files.isReadable(local) && (!Files.isDirectory(local) || Files.isExecutable(local));
    }
    try {
      fs.access(path, action);
      return true;
    } catch (AccessControlException e) {
      return false;
    }
  }

  /** Has a job refuse files of other lengths or times: the driver has looked at them. */
  public void expect(Configuration conf) {
    conf.set(FINGERPRINT, listing());
  }

  /**
   * Checks that these are the files that the driver has seen.
   *
   * @throws HoldfastException of kind DATA where one has come, gone or changed since
   */
  void requireUnchanged(Configuration conf) {
    String expected = conf.get(FINGERPRINT);
    if (expected != null && !expected.equals(listing())) {
      throw HoldfastException.data(
          files.get(0).getPath() + " and " + (files.size() - 1) + " more",
          "expected the files that were there when the run began, got others, or others of their"
              + " lengths and times; try again when nobody writes there");
    }
  }

  /** Returns the length of all files in bytes. */
  public long totalBytes() {
    return files.stream().mapToLong(FileStatus::getLen).sum();
  }

  /**
   * Returns a SHA-256, in hexadecimal, of all paths, lengths and modification times, and of the
   * checksums where somebody has asked for them.
   */
  public String fingerprint() {
    return digest(this::checksum);
  }

  private String listing() {
    return digest(file -> "");
  }

  private String digest(Function<FileStatus, String> content) {
    StringBuilder lines = new StringBuilder();
    for (FileStatus file : files) {
      lines.append(file.getPath()).append('\t').append(file.getLen());
      lines.append('\t').append(file.getModificationTime());
      lines.append('\t').append(content.apply(file)).append('\n');
    }
    return DigestUtils.sha256Hex(lines.toString());
  }
}
