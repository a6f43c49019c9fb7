package io.holdfast.output;

import java.io.IOException;
import java.io.OutputStream;
import java.util.EnumSet;
import org.apache.hadoop.fs.CreateFlag;
import org.apache.hadoop.fs.FSDataInputStream;
import org.apache.hadoop.fs.FileAlreadyExistsException;
import org.apache.hadoop.fs.FileContext;
import org.apache.hadoop.fs.FileStatus;
import org.apache.hadoop.fs.FileSystem;
import org.apache.hadoop.fs.ParentNotDirectoryException;
import org.apache.hadoop.fs.Path;
import org.apache.hadoop.fs.permission.FsPermission;
import org.apache.hadoop.security.AccessControlException;

/**
 * HDFS and what behaves like it. Only {@link FileContext} has, for everybody, a rename that refuses
 * an existing target, and a create and a mkdir that refuse a missing parent; the name node does
 * each as one step.
 */
final class SharedStore extends FileSystemStore {
  private final FileSystem files;
  private FileContext changes;

  SharedStore(FileSystem files) {
    super(files);
    this.files = files;
  }

  /** Made at the first change: what is only read may be on a file system that has none. */
  private synchronized FileContext changes() throws IOException {
    if (changes == null) {
      changes = FileContext.getFileContext(files.getUri(), files.getConf());
    }
    return changes;
  }

  /** HDFS calls a file below a file forbidden; here it is missing, as on a local disk. */
  @Override
  public FSDataInputStream open(Path file) throws IOException {
    try {
      return super.open(file);
    } catch (AccessControlException e) {
      if (status(file.getParent()).filter(FileStatus::isFile).isPresent()) {
        throw new ParentNotDirectoryException(e.getMessage());
      }
      throw e;
    }
  }

  @Override
  public OutputStream create(Path file) throws IOException {
    return changes().create(file, EnumSet.of(CreateFlag.CREATE));
  }

  @Override
  public void makeDirectory(Path directory) throws IOException {
    try {
      changes().mkdir(directory, FsPermission.getDirDefault(), false);
    } catch (FileAlreadyExistsException e) {
      if (!changes().getFileStatus(directory).isDirectory()) {
        throw e;
      }
    }
  }

  @Override
  public void rename(Path source, Path target) throws IOException {
    changes().rename(source, target);
  }
}
