package io.holdfast.output;

import java.io.IOException;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.fs.FileSystem;
import org.apache.hadoop.fs.Path;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.extension.ExtensionContext;

/** Everything that an output is made with, on a local disk. */
@ExtendWith(LocalOutputTest.Folders.class)
class LocalOutputTest {
  @Nested
  class OutputStore extends OutputStoreContract {}

  @Nested
  class TaskCommit extends TaskCommitContract {}

  @Nested
  class JobCommit extends JobCommitContract {}

  @Nested
  class JobCommitFault extends JobCommitFaultContract {}

  @Nested
  class Replace extends ReplaceContract {}

  @Nested
  class ConcurrentCommit extends ConcurrentCommitContract {
    @Override
    int rounds() {
      return 30;
    }
  }

  /** Folders below the JVM's directory for temporary files. */
  static final class Folders extends TestFolderSource {
    @Override
    TestFolder create(String name, ExtensionContext context) throws IOException {
      FileSystem files = FileSystem.getLocal(new Configuration(false));
      return TestFolder.create(files, new Path(System.getProperty("java.io.tmpdir"), name));
    }
  }
}
