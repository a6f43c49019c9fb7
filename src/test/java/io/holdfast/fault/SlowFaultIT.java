package io.holdfast.fault;

import static io.holdfast.fault.Strikes.inMap;
import static io.holdfast.fault.Strikes.inReduce;
import static io.holdfast.fault.shell.Action.HANG;
import static io.holdfast.fault.shell.Action.SLOW;
import static io.holdfast.fault.shell.Action.STUCK;
import static io.holdfast.fault.shell.Action.WORK;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.apache.hadoop.mapreduce.TaskType.MAP;
import static org.apache.hadoop.mapreduce.TaskType.REDUCE;

import io.holdfast.fault.shell.Fault;
import io.holdfast.record.Batch;
import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;
import org.apache.hadoop.fs.Path;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** Rows 11 to 15: attempts that live and do not get on. */
@ExtendWith(DrillExtension.class)
class SlowFaultIT {
  /** Longer than a process takes to start on a machine that has much else to do. */
  private static final int TIMEOUT_S = 30;

  private static final String TIMEOUT = TIMEOUT_S + "s";

  /** What finding and replacing may take beyond the configured time. */
  private static final Duration MARGIN = Duration.ofSeconds(30);

  private static final int BATCHES = 300;
  private static final int MAPS = 9;

  private final FaultDrill drill;

  SlowFaultIT(FaultDrill drill) {
    this.drill = drill;
  }

  @Test
  void aMapThatHangs() throws Exception {
    drill
        .row("11")
        .with(inMap(1).atRecord(1000).does(HANG))
        .options("--task-timeout", TIMEOUT, "-D", "mapreduce.task.timeout.check-interval-ms=1000")
        .killsTheJobWithoutRetries("--task-timeout", TIMEOUT)
        .recovers("maps 3 succeeded 1 failed; reduces 2 succeeded")
        .within(Duration.ofSeconds(TIMEOUT_S + 5).plus(MARGIN))
        .tells(MAP, 1, 0, TIMEOUT);
  }

  @Test
  @Tag("matrix")
  void aMapThatHangsIsReplacedInNinetySecondsWithoutAnyOption() throws Exception {
    drill
        .row("11 defaults")
        .with(inMap(1).atRecord(1000).does(HANG))
        .recovers("maps 3 succeeded 1 failed; reduces 2 succeeded")
        .within(Duration.ofSeconds(90))
        .tells(MAP, 1, 0, "60s");
  }

  @Test
  @Tag("matrix")
  void aReduceThatHangs() throws Exception {
    drill
        .row("12")
        .with(inReduce(0).after(5).does(HANG))
        .options("--task-timeout", TIMEOUT)
        .killsTheJobWithoutRetries("--task-timeout", TIMEOUT)
        .recovers("maps 3 succeeded; reduces 2 succeeded 1 failed")
        .within(Duration.ofSeconds(TIMEOUT_S + 5).plus(MARGIN))
        .tells(REDUCE, 0, 0, TIMEOUT);
  }

  @Test
  @Tag("matrix")
  void aMapThatReportsAndIsStuck() throws Exception {
    drill
        .row("13")
        .with(inMap(1).atRecord(1000).does(STUCK))
        .lastsWithoutSpeculation(Duration.ofSeconds(20))
        .withSpeculation()
        .recovers("maps 3 succeeded [1-3] killed; reduces 2 succeeded( [1-2] killed)?")
        .within(MARGIN)
        .backupWon(MAP, 1);
  }

  @Test
  void aMapThatIsSlow() throws Exception {
    drill
        .row("14")
        .with(inMap(1).atRecord(0).does(SLOW))
        .withSpeculation()
        .recovers("maps 3 succeeded [1-3] killed; reduces 2 succeeded( [1-2] killed)?")
        .within(MARGIN)
        .backupWon(MAP, 1);
  }

  /**
   * Three waves of maps with three seconds of work each; the straggler would take five minutes.
   * Hadoop needs a map that is done to know what is slow, so a job of one wave takes twice the time
   * of its maps.
   */
  @Test
  @Tag("matrix")
  void aMapAHundredTimesSlowerCostsHalfOfTheCleanRunAtMost() throws Exception {
    Subject subject = words();
    Fault[] clean =
        IntStream.range(0, MAPS)
            .mapToObj(map -> inMap(map).ofEveryAttempt().does(WORK))
            .toArray(Fault[]::new);
    Fault[] slow = Arrays.copyOf(clean, MAPS + 1);
    slow[MAPS] = inMap(1).does(SLOW);
    String[] waves = {"-D", "mapreduce.job.running.map.limit=" + MAPS / 3};

    Recovery without =
        drill.row("14 clean", subject).with(clean).options(waves).recovers("maps 9 succeeded.*");
    drill
        .row("14 of 5 minutes", subject)
        .with(slow)
        .options(waves)
        .withSpeculation()
        .recovers("maps 9 succeeded [1-9] killed; reduces 2 succeeded( [1-2] killed)?")
        .backupWon(MAP, 1)
        .within(without.run().took().multipliedBy(3).dividedBy(2).minus(without.clean().took()));
  }

  private Subject words() throws IOException {
    Path input = new Path("/fault/in/words.txt");
    byte[] line = "so many words that a map has three hundred batches of them\n".getBytes(UTF_8);
    try (OutputStream out = new BufferedOutputStream(drill.files().create(input))) {
      for (int words = 0; words < MAPS * BATCHES * Batch.MAX_ROWS; words += 12) {
        out.write(line);
      }
    }
    return Subject.of(drill.files(), input, MAPS, 2, List.of("wordcount"));
  }

  @Test
  @Tag("matrix")
  void aReduceThatIsSlow() throws Exception {
    drill
        .row("15")
        .with(inReduce(1).after(0).does(SLOW))
        .withSpeculation()
        .recovers("maps 3 succeeded( [1-3] killed)?; reduces 2 succeeded [1-2] killed")
        .within(MARGIN)
        .backupWon(REDUCE, 1);
  }
}
