package io.holdfast.fault;

import static io.holdfast.fault.Strikes.inMap;
import static io.holdfast.fault.shell.Action.KILL;
import static io.holdfast.fault.shell.Action.STUCK;
import static org.apache.hadoop.mapreduce.TaskType.MAP;
import static org.assertj.core.api.Assertions.assertThat;

import io.holdfast.cluster.HadoopJar.Outcome;
import io.holdfast.cluster.OutputFacts;
import io.holdfast.fixture.DamagedTable;
import io.holdfast.fixture.DamagedText;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.apache.hadoop.fs.Path;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;

/**
 * Rows 38, 39 and 41: malformed records are set aside once, with a straggler and a kill. Row 37
 * waits for a format whose rows can have too many columns.
 */
@ExtendWith(DrillExtension.class)
class BadRecordFaultIT {
  private static final int DAMAGED_LINES = 1000;
  private static final String TRIED_AGAIN =
      "maps 3 succeeded [1-3] killed 1 failed; reduces 2 succeeded( [1-2] killed)?";

  @TempDir java.nio.file.Path folder;
  private final FaultDrill drill;

  BadRecordFaultIT(FaultDrill drill) {
    this.drill = drill;
  }

  @Test
  void aThousandLinesDamagedInTenWays() throws Exception {
    DamagedText text = new DamagedText(DAMAGED_LINES, new Random(5));
    Path input = upload(Files.write(folder.resolve("text"), text.bytes()));

    Recovery recovery = recover("38, 41", input, List.of("wordcount", "--max-bad", "1000"));

    assertThat(rows(recovery)).isEqualTo(text.counts());
    assertThat(quarantined(recovery, "offset,length,reason,raw"))
        .isEqualTo(text.bad().stream().map(bad -> bad.line() + "\t1").toList());
    assertThat(recovery.clean().manifest().counters())
        .containsAllEntriesOf(
            Map.of("RECORDS_IN", text.words(), "RECORDS_QUARANTINED", (long) DAMAGED_LINES));
  }

  @Test
  @Tag("matrix")
  void aDamagedPageOfEachColumn() throws Exception {
    java.nio.file.Path file = folder.resolve("table.parquet");
    DamagedTable table = new DamagedTable(file);
    table.damageEachColumn(false);
    Path input = upload(file);

    Recovery recovery =
        recover(
            "39, 41",
            input,
            List.of(
                "aggregate",
                "--max-bad",
                "10%",
                "--group-by",
                "city",
                "--agg",
                "count(*), max(note), sum(value), sum(pieces)"));

    assertThat(rows(recovery)).isEqualTo(table.totals());
    assertThat(quarantined(recovery, "row_group,row,length,reason")).isEqualTo(table.lost());
  }

  /** The first map stands still, so another attempt of it wins; the second map is killed. */
  private Recovery recover(String row, Path input, List<String> command) throws Exception {
    return drill
        .row(row, Subject.of(drill.files(), input, 3, 2, command))
        .with(inMap(0).atRecord(1).does(STUCK), inMap(1).atRecord(1).does(KILL))
        .killsTheJobWithoutRetries()
        .withSpeculation()
        .recovers(TRIED_AGAIN)
        .backupWon(MAP, 0)
        .tells(MAP, 1, 0, "SIGKILL");
  }

  private Path upload(java.nio.file.Path file) throws IOException {
    Path input = new Path("/fault/in/" + file.getFileName());
    drill.files().copyFromLocalFile(new Path(file.toUri()), input);
    return input;
  }

  private List<String> rows(Recovery recovery) throws IOException {
    return OutputFacts.parts(drill.files(), recovery.run().output()).values().stream()
        .flatMap(String::lines)
        .map(line -> new String(line.getBytes(StandardCharsets.ISO_8859_1), StandardCharsets.UTF_8))
        .sorted()
        .toList();
  }

  /** Returns the quarantine's rows, grouped by holdfast itself. */
  private List<String> quarantined(Recovery recovery, String columns) throws Exception {
    Path grouped = FaultedRun.output(drill.nextDirectory());
    Outcome outcome =
        drill
            .cluster()
            .hadoopJar()
            .run(
                "aggregate",
                "-D",
                "mapreduce.framework.name=local",
                "--group-by",
                columns,
                "--agg",
                "count(*) AS n",
                recovery.run().output() + "/_quarantine/part-r-00000.parquet",
                grouped.toString());
    assertThat(outcome.exitCode()).as(outcome.err()).isZero();
    return OutputFacts.parts(drill.files(), grouped).get("part-r-00000").lines().toList();
  }
}
