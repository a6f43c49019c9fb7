package io.holdfast.output;

import java.io.File;
import java.io.IOException;
import java.io.OutputStream;
import java.net.URI;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.fs.FileSystem;
import org.apache.hadoop.fs.Path;
import org.apache.hadoop.fs.RawLocalFileSystem;

/**
 * A local disk, without Hadoop's {@code .crc} files: the manifest's digests do their work.
 *
 * <p>Hadoop's own local rename copies where the system call fails, into the target if that is a
 * directory, so renames are asked of the system here.
 */
final class LocalStore extends FileSystemStore {
  LocalStore(Configuration configuration) throws IOException {
    super(open(configuration));
  }

  private static FileSystem open(Configuration configuration) throws IOException {
    RawLocalFileSystem files = new RawLocalFileSystem();
    files.initialize(URI.create("file:///"), configuration);
    return files;
  }

  @Override
  public OutputStream create(Path file) throws IOException {
    return Files.newOutputStream(
        toLocal(file), StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE);
  }

  @Override
  public void makeDirectory(Path directory) throws IOException {
    try {
      Files.createDirectory(toLocal(directory));
    } catch (FileAlreadyExistsException e) {
      if (!Files.isDirectory(toLocal(directory))) {
        throw e;
      }
    }
  }

  /**
   * Looks for the target first, then renames in one step. If a competitor gets in between, a
   * directory is still safe: the system refuses to replace one that holds anything, and each of
   * ours does.
   */
  @Override
  public void rename(Path source, Path target) throws IOException {
    java.nio.file.Path to = toLocal(target);
    if (Files.exists(to, LinkOption.NOFOLLOW_LINKS)) {
      throw new FileAlreadyExistsException(to.toString());
    }
    Files.move(toLocal(source), to, StandardCopyOption.ATOMIC_MOVE);
  }

  private static java.nio.file.Path toLocal(Path path) {
    return new File(path.toUri().getPath()).toPath();
  }
}
