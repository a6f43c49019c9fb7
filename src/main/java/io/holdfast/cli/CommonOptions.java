package io.holdfast.cli;

import io.holdfast.config.MaxBad;
import io.holdfast.config.NanPolicy;
import io.holdfast.error.HoldfastException;
import io.holdfast.job.IfExists;
import io.holdfast.job.Partitioning;
import java.util.Optional;
import java.util.OptionalInt;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.mapreduce.Job;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParseResult;

/** The options that every command that runs a job has. */
final class CommonOptions {
  private static final int MAX_REDUCERS = 100_000;

  @Option(
      names = "--reducers",
      paramLabel = "N",
      description =
          "How many reduce tasks, and so parts; chosen by the size of the input if left out.")
  private Integer reducers;

  @Option(
      names = "--partitioner",
      paramLabel = "hash|range|balanced|CLASS",
      description = {
        "Which part gets a group. hash: the group's hash decides. range: the parts, one behind the",
        "other, are in the order of keys; needs a further stage. balanced: a sample decides, and",
        "groups with very many values are sliced; needs a further stage for these. CLASS: a",
        "partitioner of yours. Left out, it is hash, but large inputs are sampled for such groups."
      })
  private String partitioner;

  @Mixin private FaultOptions faults;

  @Option(names = "--header", description = "Begin each part with a line of column names.")
  boolean header;

  @Option(
      names = "--if-exists",
      paramLabel = "fail|resume|replace",
      defaultValue = "fail",
      description = {
        "What to do when OUTPUT exists (default: ${DEFAULT-VALUE}).",
        "resume: go on where an earlier run of the same command stopped; do nothing if it is done.",
        "replace: swap the old output for the new one when the new one is whole."
      })
  IfExists ifExists;

  @Option(
      names = "--state",
      paramLabel = "DIR",
      description = {
        "Keep in DIR what each input file comes to: a later run of the same command reads only",
        "files that are new or have changed, and gives the bytes of a run over all of them."
      })
  Optional<String> state;

  @Option(
      names = "--keep-checkpoints",
      description = "Leave the outputs of stages beside OUTPUT when the run has succeeded.")
  boolean keepCheckpoints;

  @Option(
      names = "--checksum-input",
      description = {
        "Know input files by their content too, not only by length and time, when what is kept of",
        "them may be used again; reads them once more where the file system keeps no checksums."
      })
  boolean checksum;

  @Option(
      names = "--max-bad",
      paramLabel = "N|P%",
      description = {
        "How many records, or what share of them, may be malformed (default: " + MaxBad.NONE + ").",
        "They are not counted; OUTPUT/_quarantine tells where they are and what is wrong."
      })
  private String maxBad;

  @Option(
      names = "--nan",
      paramLabel = "reject|skip|propagate",
      description = {
        "What becomes of a NaN that is to be aggregated (default: propagate).",
        "reject: it ends the run. skip: it is left out, as a null is. propagate: it counts."
      })
  private NanPolicy nan;

  int print;

  @Option(names = "--print", paramLabel = "N", description = "Show the first N rows at the end.")
  void setPrint(int rows) {
    if (rows < 0) {
      throw HoldfastException.user("[--print] expected a number from 0, got %d", rows);
    }
    print = rows;
  }

  @Option(names = "--json", description = "Print a summary as JSON instead of the output's path.")
  boolean json;

  @Option(names = "--quiet", description = "No progress, no notices: errors alone.")
  boolean quiet;

  @Option(
      names = "--verbose",
      description = "Print counters, Hadoop's log, and stack traces of errors.")
  boolean verbose;

  OptionalInt reducers() {
    if (reducers == null) {
      return OptionalInt.empty();
    }
    if (reducers < 1 || reducers > MAX_REDUCERS) {
      throw HoldfastException.user(
          "[--reducers] expected a number from 1 to %d, got %d; try leaving it out",
          MAX_REDUCERS, reducers);
    }
    return OptionalInt.of(reducers);
  }

  Partitioning partitioning() {
    if (partitioner == null) {
      return Partitioning.AUTO;
    }
    return switch (partitioner) {
      case "hash" -> Partitioning.HASH;
      case "range" -> Partitioning.RANGE;
      case "balanced" -> Partitioning.BALANCED;
      default -> Partitioning.CUSTOM;
    };
  }

  /** Adds the settings that the options ask for. */
  void configure(Configuration conf) {
    faults.write(conf);
    switch (partitioning()) {
      case HASH -> conf.unset(Job.PARTITIONER_CLASS_ATTR);
      case CUSTOM -> Partitioning.useClass(partitioner, conf);
      case AUTO, RANGE, BALANCED -> {}
    }
    if (maxBad != null) {
      conf.set(MaxBad.KEY, MaxBad.parse(maxBad).text(), "--max-bad");
    }
    if (nan != null) {
      conf.set(NanPolicy.KEY, nan.text(), "--nan");
    }
  }

  static boolean isVerbose(ParseResult result) {
    ParseResult command = result;
    while (command.hasSubcommand()) {
      command = command.subcommand();
    }
    return command.hasMatchedOption("--verbose");
  }
}
