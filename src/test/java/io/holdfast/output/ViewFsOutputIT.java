package io.holdfast.output;

import io.holdfast.cluster.ClusterExtension;
import java.io.IOException;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.fs.FileSystem;
import org.apache.hadoop.fs.Path;
import org.apache.hadoop.fs.viewfs.ConfigUtil;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.extension.ExtensionContext;

/** Everything that an output is made with, on HDFS through a table of mounts. */
@ExtendWith(ViewFsOutputIT.Folders.class)
class ViewFsOutputIT {
  @Nested
  class OutputStore extends OutputStoreContract {}

  @Nested
  class TaskCommit extends TaskCommitContract {}

  @Nested
  class JobCommit extends JobCommitContract {}

  @Nested
  class Replace extends ReplaceContract {}

  @Test
  void itIsAccepted(TestFolder folder) throws IOException {
    AtomicRename.require(new Path(folder.path(), "new/out"), folder.files().getConf());
  }

  /** Folders below a mount of the test cluster's root. */
  static final class Folders extends TestFolderSource {
    @Override
    TestFolder create(String name, ExtensionContext context) throws IOException {
      FileSystem hdfs = ClusterExtension.cluster(context).files();
      Configuration conf = new Configuration(hdfs.getConf());
      ConfigUtil.addLink(conf, "m", "/x", hdfs.getUri());
      Path root = new Path("viewfs://m/x");
      return TestFolder.create(root.getFileSystem(conf), new Path(root, name));
    }
  }
}
