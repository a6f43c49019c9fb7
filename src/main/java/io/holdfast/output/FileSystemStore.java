package io.holdfast.output;

import java.io.FileNotFoundException;
import java.io.IOException;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import org.apache.hadoop.fs.FSDataInputStream;
import org.apache.hadoop.fs.FileStatus;
import org.apache.hadoop.fs.FileSystem;
import org.apache.hadoop.fs.ParentNotDirectoryException;
import org.apache.hadoop.fs.Path;

/** The operations that mean the same on every file system of Hadoop. */
abstract class FileSystemStore implements OutputStore {
  private final FileSystem files;

  FileSystemStore(FileSystem files) {
    this.files = files;
  }

  @Override
  public Optional<FileStatus> status(Path path) throws IOException {
    try {
      return Optional.of(files.getFileStatus(path));
    } catch (FileNotFoundException | ParentNotDirectoryException e) {
      return Optional.empty();
    }
  }

  @Override
  public List<FileStatus> list(Path directory) throws IOException {
    try {
      FileStatus[] found = files.listStatus(directory);
      Arrays.sort(found, Comparator.comparing(status -> status.getPath().getName()));
      return List.of(found);
    } catch (FileNotFoundException e) {
      return List.of();
    }
  }

  @Override
  public FSDataInputStream open(Path file) throws IOException {
    return files.open(file);
  }

  @Override
  public void makeDirectories(Path directory) throws IOException {
    if (!files.mkdirs(directory)) {
      throw new IOException("[" + directory + "] expected a new directory, got a refusal");
    }
  }

  @Override
  public void delete(Path path) throws IOException {
    if (!files.delete(path, true) && exists(path)) {
      throw new IOException("[" + path + "] expected to delete it, got a refusal");
    }
  }
}
