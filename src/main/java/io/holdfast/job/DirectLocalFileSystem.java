package io.holdfast.job;

import java.io.IOException;
import java.nio.file.Files;
import org.apache.hadoop.fs.LocalFileSystem;
import org.apache.hadoop.fs.Path;
import org.apache.hadoop.fs.RawLocalFileSystem;
import org.apache.hadoop.fs.permission.FsPermission;

/**
 * Hadoop's local file system for a run on one machine. Without Hadoop's native library that starts
 * a process, {@code chmod}, for every directory it makes, forty and more in the smallest job; this
 * one asks the operating system itself. Files whose names hold a colon can be read.
 */
public final class DirectLocalFileSystem extends LocalFileSystem {
  public DirectLocalFileSystem() {
    super(new Direct());
  }

  /** Hadoop takes a name with a colon for the scheme of a URI. */
  @Override
  public Path getChecksumFile(Path file) {
    return new Path(file.getParent(), "./." + file.getName() + ".crc");
  }

  private static final class Direct extends RawLocalFileSystem {
    private static final int SPECIAL_BITS = 06000;

    @Override
    public void setPermission(Path path, FsPermission permission) throws IOException {
      java.nio.file.Path file = pathToFile(path).toPath();
      if (!file.getFileSystem().supportedFileAttributeViews().contains("unix")
          || permission.getStickyBit()) {
        super.setPermission(path, permission);
        return;
      }
      // As chmod does: a directory that hands its group on goes on to do so.
      int kept = (int) Files.getAttribute(file, "unix:mode") & SPECIAL_BITS;
      Files.setAttribute(file, "unix:mode", kept | permission.toShort());
    }
  }
}
