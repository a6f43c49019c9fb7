package io.holdfast.output;

import io.holdfast.error.HoldfastException;
import java.io.IOException;
import java.util.Optional;
import java.util.Set;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.fs.FileSystem;
import org.apache.hadoop.fs.Path;

/**
 * What the committer needs of a file system: renaming a directory is one step, which refuses a
 * target that exists; creating a file or directory refuses a missing parent in that same step.
 *
 * <p>A list of those that keep it, since nobody can ask: a local disk, HDFS, and HDFS behind
 * viewfs. Object stores copy; wrappers such as webhdfs, ofs and abfs look first and act then.
 */
public final class AtomicRename {
  private static final String LOCAL = "file";
  private static final String HDFS = "hdfs";
  private static final Set<String> SHARED = Set.of(HDFS, "viewfs");

  private AtomicRename() {}

  /**
   * Refuses an output in a place that does not keep it; for the most part without asking there.
   *
   * @throws HoldfastException of kind USER
   */
  public static void require(Path output, Configuration conf) throws IOException {
    String scheme =
        Optional.ofNullable(output.toUri().getScheme())
            .orElseGet(() -> FileSystem.getDefaultUri(conf).getScheme());
    if (scheme.equals(LOCAL)) {
      return;
    }
    if (!SHARED.contains(scheme)) {
      throw refusal(output, scheme);
    }
    String behind = behind(output.getFileSystem(conf), output);
    if (!behind.equals(HDFS)) {
      throw refusal(output, behind + " behind " + scheme);
    }
  }

  /** Mounts lead elsewhere: also those of hdfs, where viewfs has taken that name. */
  private static String behind(FileSystem files, Path output) throws IOException {
    Path above = files.makeQualified(output);
    while (!above.isRoot() && !files.exists(above)) {
      above = above.getParent();
    }
    return files.resolvePath(above).toUri().getScheme();
  }

  private static HoldfastException refusal(Path output, String got) {
    return HoldfastException.user(
        "[%s] expected a file system whose rename of a directory is one atomic step, got %s; try an"
            + " OUTPUT on HDFS and hadoop distcp afterwards",
        output, got);
  }
}
