package io.holdfast.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.holdfast.fixture.DamagedTable;
import io.holdfast.input.parquet.DamagedFile;
import io.holdfast.input.parquet.DamagedFile.Spot;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** A Parquet file with a damaged page in each column, through the commands and the local runner. */
class DamagedPagesTest {

  @TempDir Path folder;
  @RegisterExtension final Console command = new Console();
  private Path input;
  private DamagedTable table;
  private DamagedFile file;

  @BeforeEach
  void write() throws IOException {
    input = folder.resolve("in.parquet");
    table = new DamagedTable(input);
    file = table.file();
  }

  @ParameterizedTest
  @CsvSource({"false", "true"})
  void exactlyTheRowsOfOneDamagedPageOfEachColumnAreSetAside(boolean inHeader) throws IOException {
    table.damageEachColumn(inHeader);
    requireSame();
  }

  @Test
  void aDamagedDictionaryCostsTheRowsThatNeedIt() throws IOException {
    Spot dictionary = file.dictionaries().get(2);
    for (Spot page : file.pages()) {
      if (page.column().equals(dictionary.column())
          && page.groupEnd() == dictionary.groupEnd()
          && file.usesDictionary(page)) {
        table.lose(page, dictionary.length(), DamagedTable.CHECKSUM + ", the dictionary");
      }
    }
    assertThat(table.lost().size()).isGreaterThan(1_000);
    file.flip(1, dictionary.offset() + dictionary.length() - 1);
    requireSame();
  }

  /** Runs with several splits and reducers: rows, results and the quarantine's bytes agree. */
  private void requireSame() throws IOException {
    byte[] first = null;
    for (String run : List.of("20000 1", "20000 3", "10000000 1")) {
      Path output = folder.resolve("out " + run);
      String[] words = run.split(" ");
      assertThat(
              aggregate(
                  output,
                  "--max-bad",
                  DamagedTable.ROWS,
                  "--reducers",
                  words[1],
                  splitOption(words[0])))
          .as("%s", command.err())
          .isZero();
      assertThat(ResultFiles.lines(output)).isEqualTo(table.totals());
      byte[] bytes = Files.readAllBytes(output.resolve(ResultFiles.QUARANTINE));
      first = first == null ? bytes : first;
      assertThat(bytes).isEqualTo(first);
      assertThat(output.resolve("_SUCCESS"))
          .content()
          .contains("\"RECORDS_IN\" : " + DamagedTable.ROWS)
          .contains("\"RECORDS_QUARANTINED\" : " + table.lost().size());
    }
    assertThat(quarantined(folder.resolve("out 20000 1"))).isEqualTo(table.lost());
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
                + DamagedTable.CHECKSUM
                + ", page 1, "
                + page.length()
                + " bytes: 15 00 ")
        .endsWith(
            " ...; try --max-bad "
                + (page.lastRow() - page.firstRow())
                + " or more, or P%, to set the page's rows aside and go on\n");
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

  private List<String> quarantined(Path output) throws IOException {
    return ResultFiles.quarantined(command, output, "row_group,row,length,reason");
  }
}
