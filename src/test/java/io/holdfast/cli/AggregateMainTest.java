package io.holdfast.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.apache.parquet.example.data.Group;
import org.apache.parquet.example.data.simple.SimpleGroup;
import org.apache.parquet.hadoop.ParquetWriter;
import org.apache.parquet.hadoop.example.ExampleParquetWriter;
import org.apache.parquet.io.LocalOutputFile;
import org.apache.parquet.schema.MessageType;
import org.apache.parquet.schema.MessageTypeParser;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;

/** Whole aggregate commands over a small Parquet file: answers, and each mistake in one line. */
class AggregateMainTest {
  private static final MessageType TYPE =
      MessageTypeParser.parseMessageType(
          "message m { optional binary city (STRING); required int64 n; repeated int64 many; }");

  @TempDir Path folder;
  @RegisterExtension final Console console = new Console();
  private Path input;
  private Path output;

  @BeforeEach
  void write() throws IOException {
    input = folder.resolve("in.parquet");
    output = folder.resolve("out");
    try (ParquetWriter<Group> writer =
        ExampleParquetWriter.builder(new LocalOutputFile(input)).withType(TYPE).build()) {
      writer.write(row("b", 1));
      writer.write(row(null, 2));
      writer.write(row("b", Long.MAX_VALUE));
      writer.write(row("a", -2));
    }
  }

  private static Group row(String city, long n) {
    Group row = new SimpleGroup(TYPE);
    if (city != null) {
      row.add("city", city);
    }
    row.add("n", n);
    return row;
  }

  @Test
  void filtersGroupsAndAggregates() {
    assertThat(aggregate("--where", "n < 100", "--group-by", "city", "--agg", "sum(n), count(*)"))
        .isZero();
    assertThat(output.resolve("part-r-00000")).hasContent("\\N\t2\t1\na\t-2\t1\nb\t1\t1\n");
  }

  @Test
  void aRowThatTheFilterLeavesOutCannotOverflow() {
    assertThat(aggregate("--where", "n < 100", "--agg", "sum(n * 2)")).isZero();
    assertThat(output.resolve("part-r-00000")).hasContent("2\n");
    assertThat(aggregate("--if-exists", "replace", "--agg", "sum(n * 2)")).isEqualTo(3);
    assertThat(console.err()).contains("[n * 2] expected a result of 64 bits");
  }

  @Test
  void aSumThatLeaves64BitsNamesItsGroup() {
    assertRefused(
        3, "[group b] expected sum(n) to fit its type", "--group-by", "city", "--agg", "sum(n)");
    assertRefused(3, "[group of all rows] expected sum(n)", "--agg", "sum(n)");
  }

  @Test
  void mistakesInTheQueryAreOneLine() {
    assertRefused(
        2,
        "[--group-by] no column \"ctiy\"; did you mean \"city\"?",
        "--group-by",
        "ctiy",
        "--agg",
        "count(*)");
    assertRefused(2, "[--agg sum(city)] sum needs a number, got text", "--agg", "sum(city)");
    assertRefused(
        2, "[--where @ 5] expected an expression", "--where", "n > ) 3", "--agg", "count(*)");
  }

  @Test
  void aColumnThatCannotBeReadIsToldAsThat() {
    assertRefused(
        2,
        "[--agg] no column \"many\"; The columns are: city, n; column many is repeated: only flat",
        "--agg",
        "sum(many)");
  }

  private void assertRefused(int code, String begin, String... options) {
    assertThat(aggregate(options)).isEqualTo(code);
    assertThat(console.err()).startsWith(begin);
    assertThat(console.err().lines()).hasSize(1);
    assertThat(output).doesNotExist();
  }

  private int aggregate(String... options) {
    List<Object> words = new ArrayList<>(List.of("aggregate", "--quiet"));
    words.addAll(List.of(options));
    words.addAll(List.of(input, output));
    return console.run(words.toArray());
  }
}
