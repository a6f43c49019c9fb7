package io.holdfast.cluster;

import static org.assertj.core.api.Assertions.assertThat;

import io.holdfast.output.Manifest;
import io.holdfast.output.Part;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.apache.hadoop.fs.FSDataInputStream;
import org.apache.hadoop.fs.FileSystem;
import org.apache.hadoop.fs.Path;

/** What a run left behind. */
public final class OutputFacts {
  private OutputFacts() {}

  /** Returns each part's content, one character a byte, by its name. */
  public static Map<String, String> parts(FileSystem files, Path output) throws IOException {
    Map<String, String> parts = new LinkedHashMap<>();
    for (Part part : Manifest.read(files, output).parts()) {
      try (FSDataInputStream in = files.open(new Path(output, part.name()))) {
        parts.put(part.name(), new String(in.readAllBytes(), StandardCharsets.ISO_8859_1));
      }
    }
    return parts;
  }

  /** Expects a whole output and nothing beside it, hidden or not. */
  public static Manifest assertAlone(FileSystem files, Path output) throws IOException {
    assertThat(names(files, output.getParent())).containsExactly(output.getName());
    Manifest manifest = Manifest.read(files, output);
    assertThat(names(files, output))
        .contains(Manifest.FILE)
        .hasSize(1 + manifest.reducers() + (manifest.quarantine().isEmpty() ? 0 : 1))
        .containsAll(manifest.parts().stream().map(Part::name).toList());
    return manifest;
  }

  public static List<String> names(FileSystem files, Path directory) throws IOException {
    return Arrays.stream(files.listStatus(directory))
        .map(status -> status.getPath().getName())
        .toList();
  }
}
