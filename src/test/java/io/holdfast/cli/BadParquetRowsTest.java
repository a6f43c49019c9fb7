package io.holdfast.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
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
import org.apache.parquet.io.api.Binary;
import org.apache.parquet.schema.MessageType;
import org.apache.parquet.schema.MessageTypeParser;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Parquet rows with texts that are not UTF-8, through the commands and the local job runner. */
class BadParquetRowsTest {
  private static final MessageType COLUMNS =
      MessageTypeParser.parseMessageType(
          "message test { optional binary city (STRING); required binary note (STRING);"
              + " required int64 pieces; }");
  private static final int ROWS = 20_000;
  private static final int GROUP_ROWS = 6_000;

  @TempDir Path folder;
  @RegisterExtension final Console command = new Console();
  private final List<String> badCities = new ArrayList<>();
  private final List<String> badCitiesAndNotes = new ArrayList<>();
  private final Map<String, Long> pieces = new TreeMap<>();
  private final Map<String, Long> rows = new TreeMap<>();

  @ParameterizedTest
  @ValueSource(booleans = {true, false})
  void exactlyTheRowsWithABadUsedFieldAreSetAside(boolean dictionary) throws IOException {
    Path input = write(dictionary);
    byte[] first = null;
    for (int splitBytes : new int[] {20_000, 10_000_000}) {
      for (int reducers : new int[] {1, 3}) {
        Path output = folder.resolve("out-" + splitBytes + "-" + reducers);
        assertThat(
                command.run(
                    "aggregate",
                    "--max-bad",
                    "2%",
                    "--reducers",
                    reducers,
                    "--group-by",
                    "city",
                    "--agg",
                    "sum(pieces)",
                    "-Dholdfast.input.split-bytes=" + splitBytes,
                    input,
                    output))
            .as("%s", command.err())
            .isZero();
        assertThat(ResultFiles.lines(output)).isEqualTo(sorted(pieces));
        byte[] bytes = Files.readAllBytes(output.resolve(ResultFiles.QUARANTINE));
        first = first == null ? bytes : first;
        assertThat(bytes).isEqualTo(first);
      }
    }
    assertThat(quarantined(folder.resolve("out-20000-1"))).isEqualTo(badCities);
  }

  @ParameterizedTest
  @ValueSource(booleans = {true, false})
  void aRowWithTwoBadFieldsIsOneBadRow(boolean dictionary) throws IOException {
    Path input = write(dictionary);
    Path output = folder.resolve("out");
    assertThat(
            command.run(
                "aggregate",
                "--max-bad",
                "1000",
                "--group-by",
                "city",
                "--agg",
                "max(note)",
                input,
                output))
        .isZero();
    assertThat(quarantined(output)).isEqualTo(badCitiesAndNotes);
  }

  @ParameterizedTest
  @ValueSource(booleans = {true, false})
  void theFilterIsNotAskedAboutBadRows(boolean dictionary) throws IOException {
    Path input = write(dictionary);
    Path output = folder.resolve("out");
    assertThat(
            command.run(
                "aggregate",
                "--max-bad",
                "1000",
                "--where",
                "city = 'Kobe'",
                "--group-by",
                "city",
                "--agg",
                "count(*)",
                input,
                output))
        .isZero();
    assertThat(quarantined(output)).isEqualTo(badCities);
    assertThat(ResultFiles.lines(output)).containsExactly("Kobe\t" + rows.get("Kobe"));
  }

  @Test
  void oneMoreThanAllowedEndsTheRun() throws IOException {
    Path input = write(true);
    int most = badCities.size() - 1;
    Path output = folder.resolve("out");
    assertThat(
            command.run(
                "aggregate",
                "--max-bad",
                most,
                "--group-by",
                "city",
                "--agg",
                "count(*)",
                "-Dholdfast.input.split-bytes=20000",
                input,
                output))
        .isEqualTo(3);
    assertThat(command.err())
        .startsWith("[file:" + input + " @ row group 0, row ")
        .contains("expected at most " + most + " malformed records, got " + (most + 1) + " of");
    assertThat(output).doesNotExist();
  }

  private Path write(boolean dictionary) throws IOException {
    Path file = folder.resolve("in.parquet");
    Random random = new Random(11);
    String[] cities = {"Oslo", "Kobe", "Łódź", null};
    try (ParquetWriter<Group> writer =
        ExampleParquetWriter.builder(new LocalOutputFile(file))
            .withType(COLUMNS)
            .withDictionaryEncoding(dictionary)
            .withRowGroupRowCountLimit(GROUP_ROWS)
            .build()) {
      for (int row = 0; row < ROWS; row++) {
        boolean badCity = random.nextInt(100) == 0;
        boolean badNote = random.nextInt(badCity ? 3 : 100) == 0;
        String city = cities[random.nextInt(cities.length)];
        Group group = new SimpleGroup(COLUMNS);
        if (badCity) {
          group.add("city", Binary.fromConstantByteArray(new byte[] {'K', (byte) 0xc3, 'e'}));
        } else if (city != null) {
          group.add("city", city);
        }
        group.add("note", binary(badNote, row % 50));
        group.add("pieces", (long) row);
        writer.write(group);
        expect(row, badCity, badNote, city == null ? "\\N" : city);
      }
    }
    return file;
  }

  private static Binary binary(boolean bad, int number) {
    byte[] note = ("note" + number).getBytes(StandardCharsets.US_ASCII);
    note[3] = bad ? (byte) 0x80 : note[3];
    return Binary.fromConstantByteArray(note);
  }

  private void expect(int row, boolean badCity, boolean badNote, String city) {
    String place = row / GROUP_ROWS + "\t" + row % GROUP_ROWS + "\t";
    if (badCity) {
      String line = place + "3\tcity: not UTF-8 at byte 1\tK\\xC3e\t1";
      badCities.add(line);
      badCitiesAndNotes.add(line);
    } else {
      pieces.merge(city, (long) row, Long::sum);
      rows.merge(city, 1L, Long::sum);
    }
    if (badNote && !badCity) {
      String note = "not\\x80" + row % 50;
      int length = row % 50 < 10 ? 5 : 6;
      badCitiesAndNotes.add(place + length + "\tnote: not UTF-8 at byte 3\t" + note + "\t1");
    }
  }

  private static List<String> sorted(Map<String, Long> sums) {
    return sums.entrySet().stream().map(e -> e.getKey() + "\t" + e.getValue()).sorted().toList();
  }

  private List<String> quarantined(Path output) throws IOException {
    return ResultFiles.quarantined(command, output, "row_group,row,length,reason,raw");
  }
}
