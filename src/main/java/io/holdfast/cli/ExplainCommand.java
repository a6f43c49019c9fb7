package io.holdfast.cli;

import io.holdfast.config.Setting;
import io.holdfast.job.Outline;
import io.holdfast.job.StageOutline;
import java.io.PrintStream;
import java.util.List;
import java.util.stream.Stream;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** {@code holdfast explain}: what a command would do, and with which settings; nothing is run. */
@Command(
    name = "explain",
    mixinStandardHelpOptions = true,
    description = {
      "Shows what a command would do: input, splits, reduce tasks, and each setting with where it",
      "comes from. Nothing is run."
    },
    subcommands = {WordCountCommand.class, AggregateCommand.class})
final class ExplainCommand implements Runnable {
  private static final int MOST_FILES = 10;
  private static final int WIDEST_VALUE = 20;
  private static final String ROW = "%-8s %s%n";

  @Spec private CommandSpec spec;

  /** Without a command there is nothing to explain. */
  @Override
  public void run() {
    throw new ParameterException(spec.commandLine(), "expected a command to explain, got none");
  }

  /** Prints the plan of a run, for people. */
  static void print(Outline outline, PrintStream out) {
    out.printf(ROW, "runs", outline.local() ? "on this machine" : "on the cluster");
    out.printf(ROW, "input", outline.files().size() + " files, " + outline.bytes() + " bytes");
    outline.files().stream().limit(MOST_FILES).forEach(file -> out.printf(ROW, "", file));
    if (outline.files().size() > MOST_FILES) {
      out.printf(ROW, "", "and " + (outline.files().size() - MOST_FILES) + " more");
    }
    out.printf(ROW, "splits", outline.splits());
    printStages(outline.stages(), out);
    out.printf(ROW, "output", outline.output());
    out.println();
    printSettings(outline, out);
    if (!outline.warnings().isEmpty()) {
      out.println();
    }
    outline.warnings().forEach(line -> out.println("warning: " + line));
  }

  /** Stages that do the same, as waves do, are one line. */
  private static void printStages(List<StageOutline> stages, PrintStream out) {
    for (int first = 0, next = 0; first < stages.size(); first = next) {
      StageOutline stage = stages.get(first);
      while (next < stages.size() && stages.get(next).doesTheSame(stage)) {
        next++;
      }
      String names = stage.name() + (next - first == 1 ? "" : " to " + stages.get(next - 1).name());
      String by = stage.partitioner().isEmpty() ? "" : " by " + stage.partitioner();
      String line =
          String.format(
              "%s: reads %s%s; %d reducers%s",
              names,
              stage.reads(),
              stage.bytes().isPresent() ? ", " + stage.bytes().getAsLong() + " bytes" : "",
              stage.reducers(),
              by);
      out.printf(ROW, first == 0 ? "stages" : "", line);
    }
  }

  private static void printSettings(Outline outline, PrintStream out) {
    int key = width(outline.settings().stream().map(Setting::key));
    int value =
        Math.min(WIDEST_VALUE, width(outline.settings().stream().map(ExplainCommand::text)));
    String row = "%-" + key + "s  %-" + value + "s  %s%n";
    out.printf(row, "setting", "value", "from");
    for (Setting setting : outline.settings()) {
      out.printf(row, setting.key(), text(setting), setting.source());
    }
  }

  private static int width(Stream<String> cells) {
    return cells.mapToInt(String::length).max().orElse(0);
  }

  private static String text(Setting setting) {
    return setting.value().isEmpty() ? "-" : setting.value();
  }
}
