package io.holdfast.output;

import io.holdfast.error.HoldfastException;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.apache.hadoop.fs.FileStatus;
import org.apache.hadoop.fs.Path;
import org.apache.hadoop.mapreduce.TaskAttemptID;
import org.apache.hadoop.mapreduce.TaskID;

/**
 * Where a run keeps what. All but the output itself is in hidden directories beside it, which are
 * never input, and on the same file system, so that a rename can publish.
 *
 * <pre>
 * PARENT/NAME                            the output, there only when whole
 * PARENT/.NAME.holdfast-RUN              staging
 *     attempts/ATTEMPT/                  what an attempt writes: its part and its facts
 *     aborted/ATTEMPT/                   an attempt on its way to deletion
 *     tasks/PART/                        a committed task, named after its part
 *     result/                            the output to be
 * PARENT/.NAME.holdfast-stages-RUN/STAGE the outputs of a run's stages but the last
 * PARENT/.NAME.holdfast-trash-RUN        staging on its way to deletion
 * PARENT/.NAME.holdfast-old-RUN          the output that the run is about to replace
 * PARENT/.NAME.holdfast-old-RUN.UUID     the same on its way to deletion
 * </pre>
 */
final class OutputPaths {
  private static final String TRASH = "trash-";
  private static final String OLD = "old-";
  private static final String STAGES = "stages-";
  private static final String CLAIM = ".";
  private static final Pattern RUN_ID = Pattern.compile("(?!trash-|old-|stages-)[A-Za-z0-9_-]+");

  private static final Pattern LEFTOVER =
      Pattern.compile("\\.(.+)\\.holdfast-(?:trash-|stages-)?" + RUN_ID);

  private final Path output;
  private final Path parent;
  private final String runId;

  OutputPaths(Path output, String runId) {
    this.output = output;
    this.parent = output.getParent();
    this.runId = runId;
    if (parent == null) {
      throw HoldfastException.user(
          "[%s] expected an output directory below the root, got the root", output);
    }
    if (output.getName().contains(":")) { // Hadoop cannot name what lies beside it.
      throw HoldfastException.user(
          "[%s] expected an output without a colon in its name, got one; try another name", output);
    }
    if (!RUN_ID.matcher(runId).matches()) {
      throw HoldfastException.user(
          "[%s] expected a run id of letters, digits, - and _, got %s", output, runId);
    }
  }

  Path output() {
    return output;
  }

  Path staging() {
    return new Path(parent, prefix(output) + runId);
  }

  Path trash() {
    return new Path(parent, prefix(output) + TRASH + runId);
  }

  /** Returns the directory with the outputs of all stages of the run but the last. */
  Path stages() {
    return new Path(parent, prefix(output) + STAGES + runId);
  }

  Path old() {
    return new Path(parent, prefix(output) + OLD + runId);
  }

  /** Returns another name for it, which nobody else uses. */
  static Path claimed(Path old) {
    return old.suffix(CLAIM + UUID.randomUUID());
  }

  /** Tells whether a sibling is what this run has moved aside, under either name. */
  boolean isOwnOld(Path sibling) {
    String name = sibling.getName();
    return name.equals(old().getName()) || name.startsWith(old().getName() + CLAIM);
  }

  /** Tells whether something is what each staging directory has. */
  boolean isOfStaging(FileStatus found) {
    return Stream.of(attempts(), aborted(), tasks(), result())
        .anyMatch(known -> known.getName().equals(found.getPath().getName()));
  }

  Path attempts() {
    return new Path(staging(), "attempts");
  }

  Path attempt(TaskAttemptID id) {
    return new Path(attempts(), id.toString());
  }

  Path aborted() {
    return new Path(staging(), "aborted");
  }

  Path aborted(TaskAttemptID id) {
    return new Path(aborted(), id.toString());
  }

  Path tasks() {
    return new Path(staging(), "tasks");
  }

  Path task(TaskID id) {
    return task(id.getId());
  }

  Path task(int partition) {
    return new Path(tasks(), Part.nameOf(partition));
  }

  Path result() {
    return new Path(staging(), "result");
  }

  /** Tells whether a sibling of an output holds what a run of it was about to replace. */
  static boolean isOld(Path output, Path sibling) {
    return sibling.getName().startsWith(prefix(output) + OLD);
  }

  /** Returns the run that a sibling of an output is staging, or has stages, of. */
  static Optional<String> stagedRun(Path output, Path sibling) {
    String name = sibling.getName();
    if (!name.startsWith(prefix(output)) || isOld(output, sibling)) {
      return Optional.empty();
    }
    String rest = name.substring(prefix(output).length());
    for (String kind : List.of(TRASH, STAGES)) {
      if (rest.startsWith(kind)) {
        rest = rest.substring(kind.length());
      }
    }
    return Optional.of(rest).filter(RUN_ID.asMatchPredicate());
  }

  /** Returns the output beside which a directory with something of a run is, if it is one. */
  static Optional<Path> outputOf(Path directory) {
    Matcher matcher = LEFTOVER.matcher(directory.getName());
    return matcher.matches() && !matcher.group(1).contains(":")
        ? Optional.of(new Path(directory.getParent(), matcher.group(1)))
        : Optional.empty();
  }

  private static String prefix(Path output) {
    return "." + output.getName() + ".holdfast-";
  }
}
