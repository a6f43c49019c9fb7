package io.holdfast.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.holdfast.fixture.DamagedText;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.stream.Stream;
import java.util.zip.GZIPOutputStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;

/** A text with 1,000 words damaged in ten ways, through the commands and the local job runner. */
class BadRecordsTest {
  private static final int DAMAGED = 1000;

  @TempDir Path folder;
  private final DamagedText text = new DamagedText(DAMAGED, new Random(7));
  @RegisterExtension final Console command = new Console();
  private Path input;
  private Path output;

  @BeforeEach
  void write() throws IOException {
    input = Files.write(folder.resolve("in.txt"), text.bytes());
    output = folder.resolve("out");
  }

  @Test
  void exactlyTheDamagedWordsAreSetAsideForAnySplitsAndReducers() throws IOException {
    byte[] first = null;
    for (int reducers : new int[] {1, 3}) {
      for (int splitBytes : new int[] {9_999, 100_000, 10_000_000}) {
        output = folder.resolve("out-" + reducers + "-" + splitBytes);
        assertThat(count("--max-bad", "1000", "--reducers", reducers, split(splitBytes))).isZero();
        byte[] quarantine = Files.readAllBytes(output.resolve(ResultFiles.QUARANTINE));
        first = first == null ? quarantine : first;
        assertThat(quarantine).isEqualTo(first);
        assertThat(ResultFiles.lines(output)).isEqualTo(text.counts());
        assertThat(command.run("verify", output)).isZero();
      }
    }
    assertThat(ResultFiles.quarantined(command, output, "offset,length,reason,raw"))
        .isEqualTo(expected());
    assertThat(ResultFiles.quarantined(command, output, "file,row_group,row"))
        .containsExactly("file:" + input + "\t\\N\t\\N\t" + DAMAGED);
  }

  @Test
  void refinedWordsAreSetAsideAsTheyStandInTheFile() throws IOException {
    assertThat(count("--max-bad", "1000", "--ignore-case", split(50_000))).isZero();
    assertThat(ResultFiles.quarantined(command, output, "offset,length,reason,raw"))
        .isEqualTo(expected());
    assertThat(ResultFiles.lines(output)).isEqualTo(text.counts());
  }

  @Test
  void offsetsInAnArchiveAreThoseOfItsContent() throws IOException {
    input = folder.resolve("in.txt.gz");
    try (OutputStream gzip = new GZIPOutputStream(Files.newOutputStream(input))) {
      gzip.write(text.bytes());
    }
    assertThat(count("--max-bad", "1000")).isZero();
    assertThat(ResultFiles.quarantined(command, output, "offset,length,reason,raw"))
        .isEqualTo(expected());
  }

  @Test
  void manifestAndSummaryCountThem() throws IOException {
    assertThat(count("--max-bad", "50%")).isZero();
    assertThat(command.err())
        .contains("1000 malformed records set aside in " + output.resolve(ResultFiles.QUARANTINE));
    assertThat(output.resolve("_SUCCESS"))
        .content()
        .contains("\"RECORDS_IN\" : " + text.words())
        .contains("\"RECORDS_COUNTED\" : " + (text.words() - DAMAGED))
        .contains("\"RECORDS_QUARANTINED\" : 1000")
        .contains("\"name\" : \"" + ResultFiles.QUARANTINE + "\",\n      \"rows\" : 1000");
  }

  @Test
  void withoutTheOptionTheFirstEndsTheRunAndNamesIt() {
    assertThat(count("--max-bad", "0")).isEqualTo(3);
    assertThat(command.err())
        .startsWith(place(0) + " expected UTF-8, got the bytes ")
        .endsWith("; try --max-bad 1 to set it aside and go on\n");
    assertThat(output).doesNotExist();
  }

  @Test
  void aSettingHoldsWhereTheOptionIsNotGiven() throws IOException {
    Path site = folder.resolve("site.xml");
    Files.writeString(
        site,
        "<configuration><property><name>holdfast.input.max-bad</name><value>1000</value>"
            + "</property></configuration>");
    assertThat(count("-conf", site)).isZero();
    output = folder.resolve("out2");
    assertThat(count("-Dholdfast.input.max-bad=100%")).isZero();
    output = folder.resolve("out3");
    assertThat(count("-Dholdfast.input.max-bad=1000", "--max-bad", "0")).isEqualTo(3);
    assertThat(count("-Dholdfast.input.max-bad=-1")).isEqualTo(2);
    assertThat(command.err())
        .isEqualTo(
            "[holdfast.input.max-bad] expected a number of records or a percentage, got -1;"
                + " try 100, or 0.1%\n");
  }

  @Test
  void oneMoreThanAllowedEndsTheRun() throws IOException {
    assertThat(count("--max-bad", "999", split(50_000))).isEqualTo(3);
    assertThat(command.err())
        .isEqualTo(
            place(0)
                + " expected at most 999 malformed records, got 1000 of "
                + text.words()
                + ", the first at "
                + Stream.of(0, 1, 2)
                    .map(i -> "file:" + input + " @ " + text.bad().get(i).offset())
                    .reduce((a, b) -> a + " and " + b)
                    .orElseThrow()
                + "; try --max-bad 1000\n");
    assertThat(siblings()).containsExactly("in.txt");
  }

  @Test
  void aMapTaskWithTooManyEndsTheRunItself() {
    assertThat(count("--max-bad", "5")).isEqualTo(3);
    assertThat(command.err())
        .startsWith(
            place(0) + " expected at most 5 malformed records, got more in a part of the input")
        .endsWith("; try a larger --max-bad\n");
  }

  @Test
  void aPercentageIsOfAllRecordsOfTheRun() {
    double share = 100.0 * DAMAGED / text.words();
    assertThat(count("--max-bad", String.format("%.3f%%", share - 0.001), split(50_000)))
        .isEqualTo(3);
    assertThat(command.err()).contains("malformed records, got 1000 of " + text.words());
    assertThat(count("--max-bad", String.format("%.3f%%", share + 0.001), split(50_000))).isZero();
  }

  @Test
  void cleanFilesGiveWhatTheyGiveWithoutTheOption() throws IOException {
    Files.writeString(input, "b a b");
    assertThat(count("--max-bad", "100%")).isZero();
    assertThat(output.resolve("part-r-00000")).hasContent("a\t1\nb\t2\n");
    assertThat(output.resolve("_quarantine")).doesNotExist();
  }

  @Test
  void verifyFindsAChangedQuarantine() throws IOException {
    assertThat(count("--max-bad", "1000")).isZero();
    byte[] bytes = Files.readAllBytes(output.resolve(ResultFiles.QUARANTINE));
    bytes[100] ^= 1;
    Files.write(output.resolve(ResultFiles.QUARANTINE), bytes);
    assertThat(command.run("verify", output)).isEqualTo(6);
    assertThat(command.err()).contains(ResultFiles.QUARANTINE + "] expected sha256");
  }

  private int count(Object... options) {
    List<Object> words = new ArrayList<>(List.of("wordcount"));
    words.addAll(List.of(options));
    words.addAll(List.of(input, output));
    return command.run(words.toArray());
  }

  private static String split(int bytes) {
    return "-Dmapreduce.input.fileinputformat.split.maxsize=" + bytes;
  }

  private List<String> expected() {
    return text.bad().stream().map(bad -> bad.line() + "\t1").toList();
  }

  private String place(int bad) {
    return "[file:" + input + " @ " + text.bad().get(bad).offset() + "]";
  }

  private List<String> siblings() throws IOException {
    try (Stream<Path> files = Files.list(folder)) {
      return files.map(file -> file.getFileName().toString()).sorted().toList();
    }
  }
}
