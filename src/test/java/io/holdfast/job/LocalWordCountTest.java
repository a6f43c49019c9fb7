package io.holdfast.job;

import static org.assertj.core.api.Assertions.assertThat;

import io.holdfast.input.SourceFormat;
import io.holdfast.output.Manifest;
import io.holdfast.output.Part;
import io.holdfast.output.Verification;
import io.holdfast.output.Verifier;
import io.holdfast.query.QueryText;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.OptionalLong;
import java.util.Random;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.fs.FileSystem;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Word count through Hadoop's local job runner, cut in many ways. */
class LocalWordCountTest {
  private static final QueryText QUERY =
      new QueryText(
          Optional.empty(),
          Optional.of("word"),
          List.of("count(*) AS count"),
          Optional.empty(),
          Optional.empty(),
          OptionalLong.empty());

  private static final long DEFAULT = 0;
  private static final int[] REDUCERS = {1, 3, 7};

  @TempDir private Path temporary;

  @Test
  void smallFilesInSplitsOfFewBytes() throws IOException, InterruptedException {
    Random random = new Random(1);
    WordFiles files = new WordFiles(temporary.resolve("in"));
    files.add("empty.txt", "");
    files.add("one.txt", "日本語");
    files.add("spaces.txt", "\u3000 \u2028\n");
    String text = WordFiles.randomText(8, random);
    files.add("small.txt", text);
    files.add("small.txt.gz", text);
    files.add("small.txt.bz2", text);
    check(files, 1, 7, 100, DEFAULT);
  }

  @Test
  void largeFilesInSplitsOfMoreBytes() throws IOException, InterruptedException {
    Random random = new Random(2);
    WordFiles files = new WordFiles(temporary.resolve("in"));
    String text = WordFiles.randomText(10_000, random);
    files.add("large.txt", text);
    files.add("large.txt.gz", text);
    files.add("large.txt.bz2", text);
    files.add("tiny.txt", "a b\u00a0c");
    files.add("line.txt", "x".repeat(25_000) + "\u2003" + "y".repeat(9_999));
    check(files, 10_000, DEFAULT);
  }

  private void check(WordFiles files, long... splitSizes) throws IOException, InterruptedException {
    for (int reducers : REDUCERS) {
      List<List<String>> expectedParts = null;
      for (long splitBytes : splitSizes) {
        Path output = temporary.resolve("out-" + reducers + "-" + splitBytes);
        Manifest manifest = run(files.directory(), output, splitBytes, reducers);
        List<List<String>> parts = read(output, manifest);
        expectedParts = expectedParts == null ? parts : expectedParts;
        assertThat(parts).hasSize(reducers).isEqualTo(expectedParts).allSatisfy(this::isSorted);
        assertThat(parts.stream().flatMap(List::stream).sorted()).isEqualTo(files.lines());
        checkManifest(manifest, files, output);
      }
    }
  }

  private void isSorted(List<String> part) {
    assertThat(part.stream().map(line -> line.substring(0, line.indexOf('\t')))).isSorted();
  }

  private Manifest run(Path input, Path output, long splitBytes, int reducers)
      throws IOException, InterruptedException {
    Configuration conf = new Configuration();
    conf.set("hadoop.tmp.dir", temporary.resolve("scratch").toString());
    if (splitBytes != DEFAULT) {
      conf.setLong("mapreduce.input.fileinputformat.split.maxsize", splitBytes);
    }
    RunRequest request =
        new RunRequest(
            SourceFormat.TEXT,
            QUERY,
            List.of(new org.apache.hadoop.fs.Path(input.toUri())),
            new org.apache.hadoop.fs.Path(output.toUri()),
            OptionalInt.of(reducers),
            Partitioning.AUTO,
            false,
            IfExists.FAIL,
            Optional.empty(),
            false,
            false);
    return new JobRunner(conf, new Silence()).run(request);
  }

  /** Returns the lines of each part, as characters of eight bits; only a line feed ends a line. */
  private static List<List<String>> read(Path output, Manifest manifest) throws IOException {
    List<List<String>> parts = new ArrayList<>();
    for (Part part : manifest.parts()) {
      String text = Files.readString(output.resolve(part.name()), StandardCharsets.ISO_8859_1);
      assertThat(part.bytes()).isEqualTo(text.length());
      assertThat(text.isEmpty() || text.endsWith("\n")).isTrue();
      List<String> lines = text.isEmpty() ? List.of() : List.of(text.split("\n"));
      assertThat(part.rows()).isEqualTo(lines.size());
      parts.add(lines);
    }
    return parts;
  }

  private static void checkManifest(Manifest manifest, WordFiles files, Path output)
      throws IOException {
    long bytes = manifest.parts().stream().mapToLong(Part::bytes).sum();
    assertThat(manifest.rows()).isEqualTo(files.lines().size());
    assertThat(manifest.bytes()).isEqualTo(bytes);
    assertThat(manifest.reducers()).isEqualTo(manifest.parts().size());
    assertThat(manifest.counters())
        .isEqualTo(
            Map.of(
                "RECORDS_IN", files.words(),
                "RECORDS_COUNTED", files.words(),
                "RECORDS_FILTERED", 0L,
                "RECORDS_QUARANTINED", 0L,
                "VALUES_NULL", 0L,
                "VALUES_NAN", 0L,
                "GROUPS", manifest.rows()));
    FileSystem local = FileSystem.getLocal(new Configuration());
    assertThat(new Verifier(local).verify(new org.apache.hadoop.fs.Path(output.toUri())))
        .isEqualTo(new Verification(manifest.reducers(), manifest.rows(), bytes));
  }

  private static final class Silence implements ProgressListener {
    @Override
    public void notice(String line) {
      throw new AssertionError("expected nothing to note, got " + line);
    }

    @Override
    public void begun(String stage) {}

    @Override
    public void progress(float map, float reduce) {
      assertThat(map).isBetween(0f, 1f);
      assertThat(reduce).isBetween(0f, 1f);
    }

    @Override
    public void ended() {
      // Nothing was shown.
    }
  }
}
