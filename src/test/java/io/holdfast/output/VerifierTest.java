package io.holdfast.output;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.holdfast.error.ErrorKind;
import io.holdfast.error.HoldfastException;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.fs.FileSystem;
import org.apache.hadoop.fs.Path;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class VerifierTest {
  @TempDir java.nio.file.Path folder;
  private OutputStore store;
  private FileSystem files;
  private Path output;

  @BeforeEach
  void setUp() throws IOException {
    output = new Path(folder.toUri().toString(), "out");
    files = output.getFileSystem(new Configuration(false));
    store = OutputStore.of(files);
    new RunFixture(store, output, "run1", false).withCommittedTasks().commitJob();
  }

  @Test
  void countsWhatIsThere() throws IOException {
    assertThat(new Verifier(files).verify(output)).isEqualTo(new Verification(2, 4, 30));
  }

  @Test
  void namesTheFirstFileThatDiffersAndBothDigests() throws IOException {
    Part expected = Manifest.read(files, output).parts().get(1);
    overwrite("part-r-00001", "run10\t1\nsame\t1\n");

    assertMismatch("[" + output + "/part-r-00001] expected sha256 " + expected.sha256());
    assertMismatch("got sha256 ");
    assertMismatch(" (15 bytes, 2 rows); try");
  }

  @Test
  void findsMissingAndUnexpectedFiles() throws IOException {
    store.rename(new Path(output, "part-r-00001"), new Path(output, "part-r-00002"));
    assertMismatch("part-r-00001] expected a part file, got none");

    store.rename(new Path(output, "part-r-00002"), new Path(output, "part-r-00001"));
    overwrite("part-r-00002", "");
    assertMismatch("part-r-00002] expected only what the manifest lists");

    store.delete(new Path(output, "part-r-00002"));
    overwrite("_notes", "");
    assertThat(new Verifier(files).verify(output).parts()).isEqualTo(2);
  }

  @Test
  void refusesADirectoryWithoutAManifest() throws IOException {
    store.delete(new Path(output, "_SUCCESS"));
    assertMismatch("_SUCCESS] expected a manifest, got no file");

    overwrite("_SUCCESS", "{\"version\":1,\"run\":");
    assertMismatch("_SUCCESS] expected a manifest of this program, got Unexpected end-of-input");

    overwrite("_SUCCESS", "{\"version\":1,\"rows\":7}");
    assertMismatch("_SUCCESS] expected a manifest of this program, got Missing");

    overwrite("_SUCCESS", "{\"version\":2}");
    assertMismatch("_SUCCESS] expected a manifest of version 1, got 2");

    overwrite("_SUCCESS", "");
    assertMismatch("_SUCCESS] expected a manifest of version 1, got 0");
  }

  @Test
  void refusesAManifestThatWasChanged() throws IOException {
    String manifest = RunFixture.text(store, new Path(output, "_SUCCESS"));
    overwrite("_SUCCESS", manifest.replace("\"rows\" : 4", "\"rows\" : 5"));

    assertMismatch("_SUCCESS] expected a manifest as it was written, got another seal");

    overwrite("_SUCCESS", manifest.replaceFirst("\"committed\" : \"[0-9]", "\"committed\" : \"Z"));
    assertMismatch("_SUCCESS] expected a time, got Z");
  }

  private void overwrite(String name, String content) throws IOException {
    Path file = new Path(output, name);
    store.delete(file);
    store.write(file, content.getBytes(StandardCharsets.UTF_8));
  }

  private void assertMismatch(String part) {
    assertThatThrownBy(() -> new Verifier(files).verify(output))
        .isInstanceOfSatisfying(
            HoldfastException.class, e -> assertThat(e.kind()).isEqualTo(ErrorKind.MISMATCH))
        .hasMessageContaining(part);
  }
}
