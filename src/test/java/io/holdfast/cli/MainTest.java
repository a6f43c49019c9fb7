package io.holdfast.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;
import java.util.zip.GZIPOutputStream;
import org.apache.commons.compress.compressors.bzip2.BZip2CompressorOutputStream;
import org.apache.hadoop.fs.FileSystem;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Whole commands: exit codes, and what goes to which stream. */
class MainTest {
  @TempDir Path folder;
  @RegisterExtension final Console console = new Console();
  private Path text;
  private Path output;

  @BeforeEach
  void write() throws IOException {
    text = Files.writeString(folder.resolve("text.txt"), "b a b\nc a b\n");
    output = folder.resolve("out");
  }

  @Test
  void countsWordsAndPrintsThePathAlone() throws IOException {
    assertThat(console.run("wordcount", text, output)).isZero();
    assertThat(output.resolve("part-r-00000")).hasContent("a\t2\nb\t3\nc\t1\n");
    assertThat(console.out()).isEqualTo(output + "\n");
    assertThat(console.err()).contains("3 rows in 1 parts");
  }

  @ParameterizedTest
  @ValueSource(strings = {"a:b.txt", "hdfs:x", "a b,c{d}[e]*?.txt", "%41+\\.txt"})
  void aFileMayHaveAnyName(String name) throws IOException {
    Path directory = Files.createDirectory(folder.resolve("names"));
    Files.move(text, directory.resolve(name));
    FileSystem.closeAll(); // A file system of another test, of other settings, may be kept.
    assertThat(console.run("explain", "wordcount", directory, output)).isZero();
    assertThat(console.run("wordcount", directory, output)).as("%s", console.err()).isZero();
    assertThat(output.resolve("part-r-00000")).hasContent("a\t2\nb\t3\nc\t1\n");
    Path alone = folder.resolve("alone");
    assertThat(console.run("wordcount", directory.resolve(name), alone))
        .as("%s", console.err())
        .isZero();
    assertThat(alone.resolve("part-r-00000"))
        .hasSameTextualContentAs(output.resolve("part-r-00000"));
  }

  @Test
  void anOutputThatCannotBeIsRefusedAtOnce() throws IOException {
    assertThat(console.run("wordcount", text, folder.resolve("a:b"))).isEqualTo(2);
    assertThat(console.err()).contains("a:b] expected an output without a colon in its name");
    Path link = Files.createSymbolicLink(folder.resolve("link"), folder.resolve("nowhere"));
    assertThat(console.run("wordcount", text, link)).isEqualTo(2);
    assertThat(console.err()).contains(link + "] expected a directory, or a place for one");
  }

  /** Hadoop's globs cannot do it. */
  @Test
  void aGlobThatMeetsAColonSaysSo() throws IOException {
    Files.move(text, folder.resolve("a:b.txt"));
    assertThat(console.run("wordcount", folder.resolve("*.txt"), output)).isEqualTo(2);
    assertThat(console.err())
        .contains("[" + folder + "/*.txt] expected names that a glob can match", "a:b.txt");
  }

  @Test
  void quietPrintsNothingButThePath() {
    assertThat(console.run("wordcount", "--quiet", text, output)).isZero();
    assertThat(console.out()).isEqualTo(output + "\n");
    assertThat(console.err()).isEmpty();
  }

  @Test
  void jsonIsASummaryForPrograms() {
    assertThat(console.run("wordcount", "--json", "--quiet", text, output)).isZero();
    assertThat(console.out())
        .startsWith("{\"output\":\"" + output + "\",\"rows\":3,\"bytes\":12,\"parts\":1,")
        .contains("\"RECORDS_IN\":6");
  }

  @Test
  void headerMinCountAndPrint() throws IOException {
    assertThat(
            console.run("wordcount", "--header", "--min-count", "2", "--print", "2", text, output))
        .isZero();
    assertThat(output.resolve("part-r-00000")).hasContent("word\tcount\na\t2\nb\t3\n");
    assertThat(console.err()).startsWith("word\tcount\na\t2\n");
  }

  @Test
  void genericOptionsMayStandAnywhere() throws IOException {
    assertThat(console.run("wordcount", text, "-D", "mapreduce.job.reduces=2", output, "-Da.b=c"))
        .isZero();
    assertThat(output.resolve("part-r-00001")).exists();
  }

  @Test
  void anOutputIsReplacedOnlyWhenAskedTo() throws IOException {
    assertThat(console.run("wordcount", text, output)).isZero();
    assertThat(console.run("wordcount", text, output)).isEqualTo(4);
    assertThat(console.err()).contains("[file:" + output + "] expected no output yet");
    Files.writeString(text, "new");
    assertThat(console.run("wordcount", "--if-exists", "replace", text, output)).isZero();
    assertThat(output.resolve("part-r-00000")).hasContent("new\t1\n");
    assertThat(siblings()).containsExactlyInAnyOrder("out", "text.txt");
  }

  @Test
  void verifyFindsAChangedByte() throws IOException {
    assertThat(console.run("wordcount", text, output)).isZero();
    assertThat(console.run("verify", output)).isZero();
    assertThat(console.err()).contains("same: 3 rows, 12 bytes in 1 parts");
    Files.writeString(output.resolve("part-r-00000"), "a\t2\nb\t3\nc\t2\n");
    assertThat(console.run("verify", output)).isEqualTo(6);
    assertThat(console.err()).contains("part-r-00000");
  }

  @Test
  void wrongUseIsOneLineAndExitCode2() {
    Path missing = folder.resolve("missing");
    assertThat(console.run("wordcount", missing, output)).isEqualTo(2);
    assertThat(console.err())
        .isEqualTo(
            "["
                + missing
                + "] expected an input, got nothing there, or a directory above it that may not be"
                + " read; try a path or glob that exists\n");
    for (List<Object> words :
        List.<List<Object>>of(
            List.of(),
            List.of("wordcount", text),
            List.of("wordcount", "--tokenizer", "x", text, output),
            List.of("wordcount", "--reducers", "0", text, output),
            List.of("wordcount", "--min-count", "0", text, output),
            List.of("wordcount", "--max-bad", "101%", text, output),
            List.of("wordcount", "-D", "holdfast.map.table-ratio=7", text, output),
            List.of("wordcount", "-D", "mapreduce.job.reduces=0", text, output),
            List.of("wordcount", "-D", "mapreduce.job.reduces=abc", text, output),
            List.of("wordcount", "-D", "mapreduce.framework.name=other", text, output),
            List.of("wordcount", "-conf", "nofile.xml", text, output),
            List.of("aggregate", text, output),
            List.of("count", text, output))) {
      assertThat(console.run(words.toArray())).as("%s", words).isEqualTo(2);
      assertThat(console.err().lines()).as("%s", words).hasSize(1);
    }
    assertThat(output).doesNotExist();
  }

  @Test
  void anInputWithNothingVisibleIsNoInput() throws IOException {
    Path directory = Files.createDirectory(folder.resolve("in"));
    Files.writeString(directory.resolve("_SUCCESS"), "x");
    Files.writeString(directory.resolve(".hidden"), "x");
    assertThat(console.run("wordcount", directory, output)).isEqualTo(2);
    assertThat(console.err()).contains("expected files, got none");
  }

  @Test
  void bytesThatAreNotUtf8AreNamedByFileAndOffset() throws IOException {
    Path bad = folder.resolve("bad.txt");
    Files.write(bad, new byte[] {'o', 'k', ' ', 'a', (byte) 0xc3, '('});
    assertThat(console.run("wordcount", bad, output)).isEqualTo(3);
    assertThat(console.err())
        .contains("[file:" + bad + " @ 3] expected UTF-8, got the bytes 61 c3 28;");
    assertThat(siblings()).containsExactlyInAnyOrder("bad.txt", "text.txt");
  }

  @Test
  void damagedArchivesAreNamed() throws IOException {
    byte[] words = "some words that go on and on ".repeat(50_000).getBytes(StandardCharsets.UTF_8);
    for (String ending : List.of(".gz", ".bz2")) {
      Path file = folder.resolve("a" + ending);
      byte[] whole = compress(words, ending);
      Files.write(file, whole);
      assertThat(console.run("wordcount", "--if-exists", "replace", file, output)).isZero();
      for (byte[] damaged :
          List.of(
              Arrays.copyOf(whole, whole.length - 6),
              Arrays.copyOf(whole, whole.length / 2),
              flipped(whole, whole.length - 7),
              flipped(whole, whole.length / 2),
              flipped(whole, ending.equals(".gz") ? 0 : 4),
              "plain text".getBytes(StandardCharsets.UTF_8))) {
        Files.write(file, damaged);
        assertThat(console.run("wordcount", "--if-exists", "replace", file, output)).isEqualTo(3);
        assertThat(console.err())
            .startsWith("[file:" + file + " @ ")
            .contains("damaged or truncated");
      }
    }
    assertThat(siblings()).containsExactlyInAnyOrder("a.gz", "a.bz2", "out", "text.txt");
  }

  private static byte[] compress(byte[] content, String ending) throws IOException {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    try (OutputStream out =
        ending.equals(".gz")
            ? new GZIPOutputStream(bytes)
            : new BZip2CompressorOutputStream(bytes, 1)) {
      out.write(content);
    }
    return bytes.toByteArray();
  }

  private static byte[] flipped(byte[] bytes, int at) {
    byte[] damaged = bytes.clone();
    damaged[at] ^= 0x10;
    return damaged;
  }

  @Test
  void otherArchivesAreRefused() throws IOException {
    Path file = Files.writeString(folder.resolve("a.zst"), "x");
    assertThat(console.run("wordcount", file, output)).isEqualTo(2);
    assertThat(console.err()).contains("expected a plain, .gz or .bz2 file");
  }

  @Test
  void whatHadoopWouldLeaveOutIsRefused() throws IOException {
    Path directory = Files.createDirectory(folder.resolve("in"));
    Files.writeString(directory.resolve("a.txt"), "x");
    Path link = Files.createSymbolicLink(directory.resolve("broken"), Path.of("nowhere"));
    assertThat(console.run("wordcount", directory, output)).isEqualTo(2);
    assertThat(console.err()).contains("/in/broken] expected a file, got a link to nowhere");
    Files.delete(link);
    Files.createSymbolicLink(directory.resolve("loop"), directory);
    assertThat(console.run("wordcount", directory, output)).isEqualTo(2);
    assertThat(console.err())
        .contains("/in/loop] expected a directory, got a link to one that it is in");
  }

  @Test
  void aPathThatExistsIsNoGlob() throws IOException {
    Path odd = Files.writeString(folder.resolve("w [1], 100%{x}.txt"), "odd");
    assertThat(console.run("wordcount", odd, output)).isZero();
    assertThat(output.resolve("part-r-00000")).hasContent("odd\t1\n");
  }

  @Test
  void theWordLimitDoesNotDependOnSplits() throws IOException {
    Files.writeString(text, "ab ".repeat(1000) + "x".repeat(2000) + " end\n");
    for (String split : List.of("100", "1000000")) {
      assertThat(
              console.run(
                  "wordcount",
                  "--quiet",
                  "-Dholdfast.input.word-limit-bytes=1000",
                  "-Dmapreduce.input.fileinputformat.split.maxsize=" + split,
                  text,
                  output))
          .isEqualTo(3);
      assertThat(console.err())
          .isEqualTo(
              "[file:%s @ 3000] expected a readable record, got word: longer than holdfast.input"
                  + ".word-limit-bytes=1000, 2000 bytes: %s...; try --max-bad 1 to set it aside and"
                  + " go on%n",
              text, "78 ".repeat(16));
    }
  }

  @Test
  void aFileThatIsNotParquetIsNamed() {
    assertThat(console.run("aggregate", "--agg", "count(*)", text, output)).isEqualTo(3);
    assertThat(console.err()).startsWith("[file:" + text + " @ 0] expected a Parquet file");
  }

  private List<String> siblings() throws IOException {
    try (Stream<Path> files = Files.list(folder)) {
      return files.map(file -> file.getFileName().toString()).toList();
    }
  }
}
