package io.holdfast.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.holdfast.input.parquet.DamagedFile;
import io.holdfast.input.parquet.DamagedFile.Spot;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
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
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** A Parquet file with a damaged page in each column, through the commands and the local runner. */
class DamagedPagesTest {
  private static final MessageType COLUMNS =
      MessageTypeParser.parseMessageType(
          "message test { optional binary city (STRING); required binary note (STRING);"
              + " optional double value; required int64 pieces; }");
  private static final String QUARANTINE = "_quarantine/part-r-00000.parquet";
  private static final String CHECKSUM = "bytes that do not match the page's checksum";
  private static final int ROWS = 9_000;
  private static final int GROUP_ROWS = 2_500;

  @TempDir Path folder;
  @RegisterExtension final Console command = new Console();
  private final List<Object[]> rows = new ArrayList<>();
  private Path input;
  private DamagedFile file;

  @BeforeEach
  void write() throws IOException {
    input = folder.resolve("in.parquet");
    Random random = new Random(11);
    String[] cities = {"Oslo", "Kobe", "Łódź", null};
    try (ParquetWriter<Group> writer =
        ExampleParquetWriter.builder(new LocalOutputFile(input))
            .withType(COLUMNS)
            .withDictionaryEncoding("note", false)
            .withDictionaryEncoding("pieces", false)
            .withPageSize(1_000)
            .withMinRowCountForPageSizeCheck(10)
            .withMaxRowCountForPageSizeCheck(10)
            .withRowGroupRowCountLimit(GROUP_ROWS)
            .build()) {
      for (int row = 0; row < ROWS; row++) {
        String city = cities[random.nextInt(cities.length)];
        Double value = random.nextInt(9) == 0 ? null : random.nextInt(20) / 4.0;
        rows.add(new Object[] {city, "note" + random.nextInt(1000), value, (long) row});
        writer.write(group(rows.get(row)));
      }
    }
    file = new DamagedFile(input);
  }

  private static Group group(Object[] row) {
    Group group = new SimpleGroup(COLUMNS);
    if (row[0] != null) {
      group.add("city", (String) row[0]);
    }
    group.add("note", (String) row[1]);
    if (row[2] != null) {
      group.add("value", (Double) row[2]);
    }
    group.add("pieces", (Long) row[3]);
    return group;
  }

  @ParameterizedTest
  @CsvSource({"false", "true"})
  void exactlyTheRowsOfOneDamagedPageOfEachColumnAreSetAside(boolean inHeader) throws IOException {
    Map<Integer, String> lost = new TreeMap<>();
    List<Integer> offsets = new ArrayList<>();
    for (String column : List.of("city", "note", "value", "pieces")) {
      List<Spot> pages = file.pages().stream().filter(p -> p.column().equals(column)).toList();
      Spot page = pages.get(new Random(column.hashCode()).nextInt(pages.size()));
      offsets.add(inHeader ? page.offset() : file.body(page) + 3);
      lose(page, inHeader ? "a page header that cannot be read" : CHECKSUM, lost);
    }
    file.flip(0x7f, offsets.stream().mapToInt(i -> i).toArray());
    requireSame(lost);
  }

  @Test
  void aDamagedDictionaryCostsTheRowsThatNeedIt() throws IOException {
    Map<Integer, String> lost = new TreeMap<>();
    Spot dictionary = file.dictionaries().get(2);
    for (Spot page : file.pages()) {
      if (page.column().equals(dictionary.column())
          && page.groupEnd() == dictionary.groupEnd()
          && file.usesDictionary(page)) {
        for (int row = page.firstRow(); row < page.lastRow(); row++) {
          String reason = "column " + page.column() + ": " + CHECKSUM + ", the dictionary";
          lost.put(row, place(row) + dictionary.length() + "\t" + reason);
        }
      }
    }
    assertThat(lost.size()).isGreaterThan(1_000);
    file.flip(1, dictionary.offset() + dictionary.length() - 1);
    requireSame(lost);
  }

  private static void lose(Spot page, String reason, Map<Integer, String> lost) {
    for (int row = page.firstRow(); row < page.lastRow(); row++) {
      String text = "column " + page.column() + ": " + reason + ", page " + page.ordinal();
      lost.putIfAbsent(row, place(row) + page.length() + "\t" + text);
    }
  }

  private static String place(int row) {
    return row / GROUP_ROWS + "\t" + row % GROUP_ROWS + "\t";
  }

  /** Runs with several splits and reducers: rows, results and the quarantine's bytes agree. */
  private void requireSame(Map<Integer, String> lost) throws IOException {
    byte[] first = null;
    for (String run : List.of("20000 1", "20000 3", "10000000 1")) {
      Path output = folder.resolve("out " + run);
      String[] words = run.split(" ");
      assertThat(
              aggregate(output, "--max-bad", ROWS, "--reducers", words[1], splitOption(words[0])))
          .as("%s", command.err())
          .isZero();
      assertThat(lines(output)).isEqualTo(expected(lost));
      byte[] bytes = Files.readAllBytes(output.resolve(QUARANTINE));
      first = first == null ? bytes : first;
      assertThat(bytes).isEqualTo(first);
      assertThat(output.resolve("_SUCCESS"))
          .content()
          .contains("\"RECORDS_IN\" : " + ROWS)
          .contains("\"RECORDS_QUARANTINED\" : " + lost.size());
    }
    List<String> records = lost.values().stream().map(line -> line + "\t1").toList();
    assertThat(quarantined(folder.resolve("out 20000 1"))).isEqualTo(records);
  }

  @Test
  void withoutTheOptionTheFirstLostRowEndsTheRun() throws IOException {
    Spot page = file.pages().get(1);
    file.flip(1, file.body(page));
    assertThat(aggregate(folder.resolve("out"), splitOption("20000"))).isEqualTo(3);
    assertThat(command.err())
        .startsWith(
            "[file:"
                + input
                + " @ row group 0, row "
                + page.firstRow()
                + "] expected a readable record, got column city: "
                + CHECKSUM
                + ", page 1, "
                + page.length()
                + " bytes: 15 00 ")
        .endsWith(" ...; try --max-bad 1 to set it aside and go on\n");
    assertThat(folder.resolve("out")).doesNotExist();
  }

  private int aggregate(Path output, Object... options) {
    List<Object> words =
        new ArrayList<>(
            List.of(
                "aggregate",
                "--group-by",
                "city",
                "--agg",
                "count(*)",
                "--agg",
                "max(note)",
                "--agg",
                "sum(value)",
                "--agg",
                "sum(pieces)"));
    words.addAll(List.of(options));
    words.addAll(List.of(input, output));
    return command.run(words.toArray());
  }

  private static String splitOption(String bytes) {
    return "-Dholdfast.input.split-bytes=" + bytes;
  }

  private List<String> expected(Map<Integer, String> lost) {
    Map<String, Object[]> groups = new TreeMap<>();
    for (int row = 0; row < ROWS; row++) {
      Object[] cells = rows.get(row);
      if (!lost.containsKey(row)) {
        Object[] sums =
            groups.computeIfAbsent(
                cells[0] == null ? "\\N" : (String) cells[0], c -> new Object[] {0L, "", 0.0, 0L});
        sums[0] = (Long) sums[0] + 1;
        sums[1] = ((String) sums[1]).compareTo((String) cells[1]) > 0 ? sums[1] : cells[1];
        sums[2] = (Double) sums[2] + (cells[2] == null ? 0 : (Double) cells[2]);
        sums[3] = (Long) sums[3] + (Long) cells[3];
      }
    }
    return groups.entrySet().stream()
        .map(
            e ->
                e.getKey()
                    + "\t"
                    + String.join(
                        "\t", java.util.Arrays.stream(e.getValue()).map(Object::toString).toList()))
        .sorted()
        .toList();
  }

  /** Returns the quarantine's rows, grouped by holdfast itself. */
  private List<String> quarantined(Path output) throws IOException {
    Path grouped = folder.resolve("grouped");
    assertThat(
            command.run(
                "aggregate",
                "--group-by",
                "row_group,row,length,reason",
                "--agg",
                "count(*) AS n",
                output.resolve(QUARANTINE),
                grouped))
        .as("%s", command.err())
        .isZero();
    return Files.readAllLines(grouped.resolve("part-r-00000"));
  }

  private static List<String> lines(Path output) throws IOException {
    List<String> lines = new ArrayList<>();
    for (int i = 0; Files.exists(output.resolve("part-r-0000" + i)); i++) {
      lines.addAll(Files.readAllLines(output.resolve("part-r-0000" + i)));
    }
    return lines.stream().sorted().toList();
  }
}
