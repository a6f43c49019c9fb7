package io.holdfast.output;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.FileNotFoundException;
import java.io.IOException;
import org.apache.hadoop.fs.ParentNotDirectoryException;
import org.apache.hadoop.fs.Path;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What every store promises, whatever the file system. */
abstract class OutputStoreContract {
  private OutputStore store;
  private Path root;

  @BeforeEach
  void setUp(TestFolder folder) throws IOException {
    root = folder.path();
    store = OutputStore.of(folder.files());
  }

  @Test
  void neverRenamesIntoOrOntoWhatExists() throws IOException {
    Path source = new Path(root, "source");
    store.makeDirectories(source);
    store.write(new Path(source, "a"), new byte[] {1});
    store.makeDirectory(new Path(root, "empty"));
    store.write(new Path(root, "file"), new byte[] {2});

    for (String target : new String[] {"empty", "file", "missing/x"}) {
      assertThatThrownBy(() -> store.rename(source, new Path(root, target)))
          .isInstanceOf(IOException.class);
    }
    assertThat(RunFixture.names(store, source)).containsExactly("a");
    assertThat(store.list(new Path(root, "empty"))).isEmpty();
    assertThat(store.read(new Path(root, "file"))).containsExactly(2);
  }

  @Test
  void renamesADirectoryWithAllInIt() throws IOException {
    store.makeDirectories(new Path(root, "a/b"));
    store.write(new Path(root, "a/b/c"), new byte[] {3});

    store.rename(new Path(root, "a"), new Path(root, "d"));

    assertThat(RunFixture.names(store, root)).containsExactly("d");
    assertThat(store.read(new Path(root, "d/b/c"))).containsExactly(3);
    assertThatThrownBy(() -> store.rename(new Path(root, "a"), new Path(root, "e")))
        .isInstanceOf(IOException.class);
  }

  @Test
  void makesNothingBelowAMissingDirectory() {
    assertThatThrownBy(() -> store.create(new Path(root, "missing/file")))
        .isInstanceOf(IOException.class);
    assertThatThrownBy(() -> store.makeDirectory(new Path(root, "missing/directory")))
        .isInstanceOf(IOException.class);
  }

  @Test
  void keepsWhatIsThere() throws IOException {
    store.makeDirectory(new Path(root, "directory"));
    store.makeDirectory(new Path(root, "directory"));
    store.write(new Path(root, "file"), new byte[] {4});

    assertThatThrownBy(() -> store.create(new Path(root, "file"))).isInstanceOf(IOException.class);
    assertThatThrownBy(() -> store.makeDirectory(new Path(root, "file")))
        .isInstanceOf(IOException.class);
    assertThat(store.read(new Path(root, "file"))).containsExactly(4);
  }

  @Test
  void missingThingsAreNoError() throws IOException {
    Path missing = new Path(root, "missing");

    store.delete(missing);
    assertThat(store.exists(missing)).isFalse();
    assertThat(store.list(missing)).isEmpty();
    store.write(new Path(root, "file"), new byte[0]);
    assertThat(store.exists(new Path(root, "file/below"))).isFalse();
  }

  @Test
  void opensNothingThatIsMissing() throws IOException {
    store.write(new Path(root, "file"), new byte[] {5});

    for (String name : new String[] {"missing", "missing/below", "file/below"}) {
      assertThatThrownBy(() -> store.open(new Path(root, name)))
          .isInstanceOfAny(FileNotFoundException.class, ParentNotDirectoryException.class);
    }
  }
}
