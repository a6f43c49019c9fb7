package io.holdfast.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;
import java.util.zip.GZIPOutputStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Whole commands: exit codes, and what goes to which stream. */
class MainTest {
  @TempDir Path folder;
  private final PrintStream realOut = System.out;
  private final PrintStream realErr = System.err;
  private final ByteArrayOutputStream out = new ByteArrayOutputStream();
  private final ByteArrayOutputStream err = new ByteArrayOutputStream();
  private Path text;
  private Path output;

  @BeforeEach
  void capture() throws IOException {
    System.setOut(new PrintStream(out, true, StandardCharsets.UTF_8));
    System.setErr(new PrintStream(err, true, StandardCharsets.UTF_8));
    text = Files.writeString(folder.resolve("text.txt"), "b a b\nc a b\n");
    output = folder.resolve("out");
  }

  @AfterEach
  void release() {
    System.setOut(realOut);
    System.setErr(realErr);
  }

  @Test
  void countsWordsAndPrintsThePathAlone() throws IOException {
    assertThat(run("wordcount", text, output)).isZero();
    assertThat(output.resolve("part-r-00000")).hasContent("a\t2\nb\t3\nc\t1\n");
    assertThat(stdout()).isEqualTo(output + "\n");
    assertThat(stderr()).contains("3 rows in 1 parts");
  }

  @Test
  void quietPrintsNothingButThePath() {
    assertThat(run("wordcount", "--quiet", text, output)).isZero();
    assertThat(stdout()).isEqualTo(output + "\n");
    assertThat(stderr()).isEmpty();
  }

  @Test
  void jsonIsASummaryForPrograms() {
    assertThat(run("wordcount", "--json", "--quiet", text, output)).isZero();
    assertThat(stdout())
        .startsWith("{\"output\":\"" + output + "\",\"rows\":3,\"bytes\":12,\"parts\":1,")
        .contains("\"RECORDS_IN\":6");
  }

  @Test
  void headerMinCountAndPrint() throws IOException {
    assertThat(run("wordcount", "--header", "--min-count", "2", "--print", "2", text, output))
        .isZero();
    assertThat(output.resolve("part-r-00000")).hasContent("word\tcount\na\t2\nb\t3\n");
    assertThat(stderr()).startsWith("word\tcount\na\t2\n");
  }

  @Test
  void genericOptionsMayStandAnywhere() throws IOException {
    assertThat(run("wordcount", text, "-D", "mapreduce.job.reduces=2", output, "-Da.b=c")).isZero();
    assertThat(output.resolve("part-r-00001")).exists();
  }

  @Test
  void anOutputIsReplacedOnlyWhenAskedTo() throws IOException {
    assertThat(run("wordcount", text, output)).isZero();
    assertThat(run("wordcount", text, output)).isEqualTo(4);
    assertThat(stderr()).contains("[file:" + output + "] expected no output yet");
    Files.writeString(text, "new");
    assertThat(run("wordcount", "--if-exists", "replace", text, output)).isZero();
    assertThat(output.resolve("part-r-00000")).hasContent("new\t1\n");
    assertThat(siblings()).containsExactlyInAnyOrder("out", "text.txt");
  }

  @Test
  void verifyFindsAChangedByte() throws IOException {
    assertThat(run("wordcount", text, output)).isZero();
    assertThat(run("verify", output)).isZero();
    assertThat(stderr()).contains("same: 3 rows, 12 bytes in 1 parts");
    Files.writeString(output.resolve("part-r-00000"), "a\t2\nb\t3\nc\t2\n");
    assertThat(run("verify", output)).isEqualTo(6);
    assertThat(stderr()).contains("part-r-00000");
  }

  @Test
  void wrongUseIsOneLineAndExitCode2() {
    Path missing = folder.resolve("missing");
    assertThat(run("wordcount", missing, output)).isEqualTo(2);
    assertThat(stderr())
        .isEqualTo(
            "["
                + missing
                + "] expected an input, got nothing there; try a path or glob that"
                + " exists\n");
    for (List<Object> words :
        List.<List<Object>>of(
            List.of(),
            List.of("wordcount", text),
            List.of("wordcount", "--tokenizer", "x", text, output),
            List.of("wordcount", "--reducers", "0", text, output),
            List.of("wordcount", "--min-count", "0", text, output),
            List.of("wordcount", "-D", "holdfast.map.table-ratio=7", text, output),
            List.of("aggregate", text, output),
            List.of("count", text, output))) {
      err.reset();
      assertThat(run(words.toArray())).as("%s", words).isEqualTo(2);
      assertThat(stderr().lines()).as("%s", words).hasSize(1);
    }
    assertThat(output).doesNotExist();
  }

  @Test
  void anInputWithNothingVisibleIsNoInput() throws IOException {
    Path directory = Files.createDirectory(folder.resolve("in"));
    Files.writeString(directory.resolve("_SUCCESS"), "x");
    Files.writeString(directory.resolve(".hidden"), "x");
    assertThat(run("wordcount", directory, output)).isEqualTo(2);
    assertThat(stderr()).contains("expected files, got none");
  }

  @Test
  void bytesThatAreNotUtf8AreNamedByFileAndOffset() throws IOException {
    Path bad = folder.resolve("bad.txt");
    Files.write(bad, new byte[] {'o', 'k', ' ', 'a', (byte) 0xc3, '('});
    assertThat(run("wordcount", bad, output)).isEqualTo(3);
    assertThat(stderr()).contains("[file:" + bad + " @ 3] expected UTF-8, got the bytes 61 c3 28;");
    assertThat(siblings()).containsExactlyInAnyOrder("bad.txt", "text.txt");
  }

  @Test
  void aTruncatedArchiveIsNamed() throws IOException {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    try (OutputStream gzip = new GZIPOutputStream(bytes)) {
      gzip.write("some words that go on and on ".repeat(1000).getBytes(StandardCharsets.UTF_8));
    }
    Path cut = folder.resolve("cut.gz");
    byte[] whole = bytes.toByteArray();
    Files.write(cut, Arrays.copyOf(whole, whole.length / 2));
    assertThat(run("wordcount", cut, output)).isEqualTo(3);
    assertThat(stderr()).contains("[file:" + cut).contains("damaged or truncated");
    assertThat(output).doesNotExist();
  }

  @Test
  void aFileThatIsNotParquetIsNamed() {
    assertThat(run("aggregate", "--agg", "count(*)", text, output)).isEqualTo(3);
    assertThat(stderr()).startsWith("[file:" + text + " @ 0] expected a Parquet file");
  }

  private int run(Object... arguments) {
    List<String> words = new ArrayList<>();
    for (Object argument : arguments) {
      words.add(argument.toString());
    }
    return Main.run(words.toArray(new String[0]));
  }

  private List<String> siblings() throws IOException {
    try (Stream<Path> files = Files.list(folder)) {
      return files.map(file -> file.getFileName().toString()).toList();
    }
  }

  private String stdout() {
    return out.toString(StandardCharsets.UTF_8);
  }

  private String stderr() {
    return err.toString(StandardCharsets.UTF_8);
  }
}
