package io.holdfast.output;

import java.net.URI;
import org.apache.hadoop.fs.Path;
import org.apache.hadoop.fs.RawLocalFileSystem;
import org.apache.hadoop.fs.permission.FsAction;

/** A local disk under the name of a store that nobody knows, and that FileContext does not. */
public final class FakeObjectStore extends RawLocalFileSystem {
  @Override
  public URI getUri() {
    return URI.create("fake:///");
  }

  @Override
  public String getScheme() {
    return "fake";
  }

  /** As object stores do: it has no permissions to look at. */
  @Override
  public void access(Path path, FsAction mode) {}
}
