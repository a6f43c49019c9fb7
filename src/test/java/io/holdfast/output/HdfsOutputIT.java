package io.holdfast.output;

import io.holdfast.cluster.ClusterExtension;
import java.io.IOException;
import org.apache.hadoop.fs.Path;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.extension.ExtensionContext;

/** Everything that an output is made with, on HDFS. */
@ExtendWith(HdfsOutputIT.Folders.class)
class HdfsOutputIT {
  @Nested
  class OutputStore extends OutputStoreContract {}

  @Nested
  class TaskCommit extends TaskCommitContract {}

  @Nested
  class JobCommit extends JobCommitContract {}

  @Nested
  @Tag("matrix")
  class JobCommitFault extends JobCommitFaultContract {}

  @Nested
  class Replace extends ReplaceContract {}

  @Nested
  @Tag("matrix")
  class ConcurrentCommit extends ConcurrentCommitContract {
    @Override
    int rounds() {
      return 20;
    }
  }

  /** Folders below the root of the test cluster. */
  static final class Folders extends TestFolderSource {
    @Override
    TestFolder create(String name, ExtensionContext context) throws IOException {
      return TestFolder.create(ClusterExtension.cluster(context).files(), new Path("/", name));
    }
  }
}
