package io.holdfast.fault;

import io.holdfast.cluster.Reading;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import org.apache.hadoop.fs.FileSystem;

/**
 * What is run again and again. {@link #readings} has sums of doubles, which a different order would
 * round differently.
 *
 * @param input its file
 * @param command with the options that the answer depends on
 * @param settings on which it does not depend
 */
record Subject(org.apache.hadoop.fs.Path input, List<String> command, List<String> settings) {
  private static final int REDUCES = 2;

  private static final org.apache.hadoop.fs.Path INPUT =
      new org.apache.hadoop.fs.Path("/fault/in/readings.parquet");

  private static final int ROWS = 9000;

  /** Writes the rows once and returns an aggregation with so many map tasks. */
  static Subject readings(FileSystem files, int maps) throws IOException {
    return readings(files, maps, REDUCES);
  }

  /** The same over a file of its own, which is made here, with three map tasks. */
  static Subject readings(FileSystem files, org.apache.hadoop.fs.Path own) throws IOException {
    write(files, own);
    return readings(files, own, 3, REDUCES);
  }

  static Subject readings(FileSystem files, int maps, int reducers) throws IOException {
    if (!files.exists(INPUT)) {
      write(files, INPUT);
    }
    return readings(files, INPUT, maps, reducers);
  }

  private static void write(FileSystem files, org.apache.hadoop.fs.Path file) throws IOException {
    Path directory = Files.createTempDirectory("readings");
    Path local = Reading.write(Reading.random(ROWS), directory.resolve("readings.parquet"));
    files.copyFromLocalFile(new org.apache.hadoop.fs.Path(local.toUri()), file);
  }

  private static Subject readings(
      FileSystem files, org.apache.hadoop.fs.Path input, int maps, int reducers)
      throws IOException {
    List<String> command = new ArrayList<>(List.of("aggregate"));
    Collections.addAll(command, "--where", "temperature > -500", "--group-by", "city");
    Collections.addAll(command, "--agg", "count(*) AS n, sum(count), min(count), max(count)");
    Collections.addAll(command, "--agg", "sum(temperature), avg(temperature), avg(count)");
    Collections.addAll(command, "--agg", "median(temperature), count(distinct count)");
    return of(files, input, maps, reducers, command);
  }

  /** Returns a command over a file that so many maps share. */
  static Subject of(
      FileSystem files,
      org.apache.hadoop.fs.Path input,
      int maps,
      int reducers,
      List<String> command)
      throws IOException {
    List<String> all = new ArrayList<>(command);
    Collections.addAll(all, "--reducers", "" + reducers);
    long splitBytes = files.getFileStatus(input).getLen() / maps + 1;
    return new Subject(input, all, List.of("-D", "holdfast.input.split-bytes=" + splitBytes));
  }

  /** Returns the same with tables so small that a map's output has to be merged and combined. */
  Subject inSeveralRuns() {
    return with("-D", "holdfast.map.table-bytes=1000");
  }

  /** Returns the same with an order, for which a second stage sorts. */
  Subject inOrder() {
    List<String> all = new ArrayList<>(command);
    Collections.addAll(all, "--order-by", "n DESC, sum(count)");
    return new Subject(input, all, settings);
  }

  /** Returns the same of one group, whose values are sliced over all reducers. */
  Subject sliced() {
    List<String> all = new ArrayList<>(command);
    int keys = all.indexOf("--group-by");
    all.subList(keys, keys + 2).clear();
    Collections.addAll(all, "--partitioner", "balanced");
    return new Subject(input, all, settings);
  }

  /** Returns the same with the states of its file kept in a directory. */
  Subject keepingStates(org.apache.hadoop.fs.Path directory) {
    return with("--state", directory.toString());
  }

  private Subject with(String... more) {
    List<String> all = new ArrayList<>(settings);
    Collections.addAll(all, more);
    return new Subject(input, command, all);
  }

  /** Returns the command with all its options. */
  List<String> options() {
    List<String> options = new ArrayList<>(command);
    options.addAll(settings);
    return options;
  }

  /** Returns what the answer depends on: not on the splits. */
  Object question() {
    return List.of(input, command);
  }
}
