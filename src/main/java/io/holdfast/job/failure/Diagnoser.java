package io.holdfast.job.failure;

import io.holdfast.error.HoldfastException;
import io.holdfast.job.failure.StackText.Thrown;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Reads diagnostics: first our own failure, then what Hadoop says, then any stack trace. */
final class Diagnoser {
  private static final int LONGEST_ROOT = 300;

  /** What Hadoop 3.5.0 tells of attempts; the first that is found holds. */
  private static final List<Rule> RULES =
      List.of(
          new Rule(FailureCause.OUTRUN, "Speculation: .* (?:succeeded|committed) first!"),
          new Rule(
              FailureCause.TIMEOUT,
              "task timeout set: (\\d+s), taskTimedOut: true"
                  + "|task stuck timeout set: (\\d+s), taskStuck: true"),
          new Rule(FailureCause.FETCH, "(?i)Too many fetch[- ]failures[^\\n]*"),
          new Rule(
              FailureCause.LOST_NODE,
              "Container released on a \\*lost\\* node()|on unusable node()"),
          new Rule(FailureCause.PREEMPTED, "Container preempted by scheduler()"),
          new Rule(
              FailureCause.CONTAINER_MEMORY,
              "(?i)[^\\n]*running beyond [^\\n]*memory limits?\\.?[^\\n]*"),
          new Rule(
              FailureCause.DISK,
              "[^\\n]*(?:No space left on device|Could not find any valid local directory"
                  + "|Read-only file system|DiskErrorException|Disk quota exceeded)[^\\n]*"),
          new Rule(
              FailureCause.HEAP,
              "(?:Error: )?(?:Java heap space|GC overhead limit exceeded|Metaspace"
                  + "|Cannot reserve \\d+ bytes of direct buffer memory[^\\n]*"
                  + "|unable to create native thread[^\\n]*)|[^\\n]*OutOfMemoryError[^\\n]*"),
          new Rule(FailureCause.KILLED_HARD, "(?i)(?:non-zero )?exit code (?:is )?137"),
          new Rule(FailureCause.KILLED_SOFTLY, "(?i)(?:non-zero )?exit code (?:is )?143"));

  private static final Pattern MASTER =
      Pattern.compile("AM Container for \\S+ exited with +exitCode: (-?\\d+)");
  private static final Pattern SILENT_MASTER =
      Pattern.compile("ApplicationMaster for attempt \\S+ timed out");
  private static final Pattern EXIT = Pattern.compile("(?i)exit code:? (?:is )?(-?\\d+)");
  private static final Pattern STOPPED =
      Pattern.compile(
          "(?i)Task KILL is received|Job received Kill|Kill job|killed by|Killed by user"
              + "|Attempt killed|TaskAttempt killed");

  /** What a task tells of an error without a message, such as that of a full stack. */
  private static final Pattern SILENT = Pattern.compile("|Error: null");

  private static final Pattern LABEL = Pattern.compile("^(\\[[-0-9 :.]+\\]|Error: )");

  private record Rule(FailureCause cause, Pattern pattern) {
    Rule(FailureCause cause, String pattern) {
      this(cause, Pattern.compile(pattern));
    }

    /** What the pattern has in parentheses, where it has such, or else all of it. */
    String root(Matcher matcher) {
      for (int group = 1; group <= matcher.groupCount(); group++) {
        if (matcher.group(group) != null) {
          return matcher.group(group);
        }
      }
      return matcher.group();
    }
  }

  private Diagnoser() {}

  static Diagnosis read(String text) {
    Optional<HoldfastException> own = HoldfastException.find(text);
    if (own.isPresent()) {
      return new Diagnosis(FailureCause.OWN, own.get().getMessage(), own, List.of());
    }
    Matcher master = MASTER.matcher(text);
    if (master.find()) {
      return diagnosis(FailureCause.MASTER, exit(master.group(1), text));
    }
    if (SILENT_MASTER.matcher(text).find()) {
      return diagnosis(FailureCause.MASTER, "it did not report in time");
    }
    for (Rule rule : RULES) {
      Matcher matcher = rule.pattern().matcher(text);
      if (matcher.find()) {
        return diagnosis(rule.cause(), rule.root(matcher));
      }
    }
    return readStack(text).orElseGet(() -> readRest(text));
  }

  private static Optional<Diagnosis> readStack(String text) {
    StackText stack = StackText.read(text);
    return stack.root().map(root -> diagnosis(StackCause.of(stack), root));
  }

  private static Diagnosis diagnosis(FailureCause cause, Thrown root) {
    return new Diagnosis(cause, line(root.toString()), Optional.empty(), root.frames());
  }

  private static Diagnosis readRest(String text) {
    Matcher exit = EXIT.matcher(text);
    if (exit.find()) {
      return diagnosis(FailureCause.EXIT, exit(exit.group(1), text));
    }
    FailureCause cause = STOPPED.matcher(text).find() ? FailureCause.STOPPED : FailureCause.UNKNOWN;
    String first = text.lines().filter(line -> !line.isBlank()).findFirst().orElse("");
    return diagnosis(cause, SILENT.matcher(first).matches() ? "no reason told" : first);
  }

  /** The code, what a shell means by it, and the first line that the process complained with. */
  private static String exit(String code, String text) {
    String meaning =
        switch (code) {
          case "137", "-105", "-106" -> " (killed)";
          case "143" -> " (told to end)";
          case "-100" -> " (its node is lost)";
          case "-104", "-103" -> " (over its memory)";
          default -> "";
        };
    String complaint = StandardError.complaint(text).map(line -> ": " + line).orElse("");
    return "exit code " + code + meaning + complaint;
  }

  private static Diagnosis diagnosis(FailureCause cause, String root) {
    return new Diagnosis(cause, line(root), Optional.empty(), List.of());
  }

  private static String line(String text) {
    String line = LABEL.matcher(text.strip()).replaceFirst("").strip();
    return line.length() <= LONGEST_ROOT ? line : line.substring(0, LONGEST_ROOT) + "...";
  }
}
