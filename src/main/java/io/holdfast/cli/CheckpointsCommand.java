package io.holdfast.cli;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.holdfast.checkpoint.Owner;
import io.holdfast.error.HoldfastException;
import io.holdfast.job.Checkpoints;
import io.holdfast.job.Checkpoints.Found;
import io.holdfast.output.Manifest;
import io.holdfast.output.Verifier;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Collectors;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.fs.Path;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.ParentCommand;
import picocli.CommandLine.ScopeType;
import picocli.CommandLine.Spec;

/** {@code holdfast checkpoints}: what runs have left that did not end, or were told to keep it. */
@Command(
    name = "checkpoints",
    mixinStandardHelpOptions = true,
    description = {
      "Lists, shows and deletes the stages that runs have left beside their outputs. PATH is an",
      "output, there or not, or a directory with outputs in it, or the DIR of --state."
    })
final class CheckpointsCommand implements Runnable {
  private static final String ROW = "%-8s %s%n";

  @ParentCommand private HoldfastTool tool;
  @Spec private CommandSpec spec;

  @Option(
      names = "--verbose",
      scope = ScopeType.INHERIT,
      description = "Print Hadoop's log, and stack traces of errors.")
  private boolean verbose;

  /** Without a command there is nothing to do. */
  @Override
  public void run() {
    throw new ParameterException(spec.commandLine(), "expected list, show or gc, got none");
  }

  @Command(
      name = "list",
      mixinStandardHelpOptions = true,
      description = "Lists them: output, run, state, finished stages, bytes, age, owner.")
  int list(
      @Parameters(paramLabel = "PATH", description = "An output, or a directory with outputs.")
          String path,
      @Option(names = "--json", description = "One line of JSON instead of a table.") boolean json)
      throws IOException, InterruptedException {
    List<Found> found = find(path);
    if (json) {
      System.out.println(json(found));
      return 0;
    }
    String row = "%s\t%s\t%s\t%s\t%s\t%s\t%s%n";
    System.out.printf(row, "output", "run", "state", "finished", "bytes", "age", "owner");
    for (Found one : found) {
      System.out.printf(
          row,
          one.stages().output(),
          one.stages().runId(),
          state(one),
          stages(one),
          bytes(one),
          age(one.modified()),
          owner(one));
    }
    return 0;
  }

  @Command(
      name = "show",
      mixinStandardHelpOptions = true,
      description = "Shows each stage, and reads all of it to see whether it holds.")
  int show(
      @Parameters(paramLabel = "PATH", description = "An output, or a directory with outputs.")
          String path)
      throws IOException, InterruptedException {
    List<Found> found = find(path);
    for (Found one : found) {
      System.out.printf(ROW, "output", one.stages().output());
      System.out.printf(ROW, "run", one.stages().runId());
      System.out.printf(ROW, "state", state(one));
      System.out.printf(ROW, "owner", owner(one));
      System.out.printf(ROW, "place", one.place());
      for (Manifest stage : one.finished()) {
        System.out.printf(ROW, "stage", stage.run().stage());
        System.out.printf(ROW, "  made", stage.committed() + " by " + stage.run().program());
        System.out.printf(ROW, "  query", stage.run().query());
        System.out.printf(ROW, "  rows", stage.rows());
        System.out.printf(ROW, "  bytes", stage.bytes() + " in " + stage.parts().size() + " parts");
        System.out.printf(ROW, "  holds", holds(one, stage));
      }
      for (String stage : one.damaged()) {
        System.out.printf(ROW, "stage", stage);
        System.out.printf(ROW, "  holds", "no: its manifest is damaged");
      }
    }
    if (found.isEmpty()) {
      System.err.printf("[%s] has no checkpoints%n", path);
    }
    return 0;
  }

  @Command(
      name = "gc",
      mixinStandardHelpOptions = true,
      description = {
        "Deletes those that nobody works on: no driver on this host, no job on the cluster. One that",
        "a driver on another host has between two stages looks so too; hence the age. Jobs are seen",
        "with the cluster's configuration alone."
      })
  int collect(
      @Parameters(paramLabel = "PATH", description = "An output, or a directory with outputs.")
          String path,
      @Option(
              names = "--older-than",
              paramLabel = "TIME",
              defaultValue = "1d",
              converter = DurationConverter.class,
              description = "Only where nothing was added for so long (default: ${DEFAULT-VALUE}).")
          Duration age)
      throws IOException, InterruptedException {
    Logging.configure(verbose);
    checkpoints().collect(QueryCommand.path(path), age, one -> System.out.println(one.place()));
    return 0;
  }

  private List<Found> find(String path) throws IOException, InterruptedException {
    Logging.configure(verbose);
    return checkpoints().find(QueryCommand.path(path));
  }

  private Checkpoints checkpoints() {
    return new Checkpoints(new Configuration(tool.getConf()));
  }

  private String holds(Found one, Manifest stage) throws IOException {
    Path place = one.stages().stage(stage.run().stage());
    try {
      new Verifier(place.getFileSystem(tool.getConf())).verify(place);
      return one.flawOfList().map(flaw -> "no: it " + flaw).orElse("yes");
    } catch (HoldfastException e) {
      return "no: " + e.getMessage();
    }
  }

  private static String state(Found one) {
    return one.state().name().toLowerCase(Locale.ROOT).replace('_', ' ');
  }

  private static String stages(Found one) {
    return one.finished().isEmpty()
        ? "-"
        : one.finished().stream()
            .map(stage -> stage.run().stage())
            .collect(Collectors.joining(","));
  }

  private static long bytes(Found one) {
    return one.finished().stream().mapToLong(Manifest::bytes).sum();
  }

  private static String age(Instant since) {
    Duration age = Duration.between(since, Instant.now());
    if (age.toDays() > 0) {
      return age.toDays() + "d";
    }
    return age.toHours() > 0 ? age.toHours() + "h" : Math.max(0, age.toMinutes()) + "m";
  }

  private static String owner(Found one) throws IOException {
    if (one.state() == Checkpoints.State.UNREADABLE) {
      return "-";
    }
    Optional<Owner> owner = one.stages().owner();
    return owner.map(o -> o.user() + "@" + o.host() + ":" + o.pid()).orElse("-");
  }

  private static String json(List<Found> found) throws IOException {
    ArrayNode all = new ObjectMapper().createArrayNode();
    for (Found one : found) {
      ObjectNode node = all.addObject();
      node.put("output", one.stages().output().toString());
      node.put("run", one.stages().runId());
      node.put("state", state(one));
      ArrayNode stages = node.putArray("finished");
      one.finished().forEach(stage -> stages.add(stage.run().stage()));
      node.put("bytes", bytes(one));
      node.put("modified", one.modified().toString());
      node.put("owner", owner(one));
    }
    return all.toString();
  }
}
