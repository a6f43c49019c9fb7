package io.holdfast.job.failure;

import java.util.Optional;
import java.util.regex.Pattern;

/** What a container's process wrote before it ended, as node managers pass it on. */
final class StandardError {
  private static final String HEAD = "Last 4096 bytes of stderr :";
  private static final Pattern END = Pattern.compile("\\[\\d{4}-.*|For more detailed output.*");
  private static final Pattern REMARK = Pattern.compile("\\s*|log4j:.*|SLF4J.*|.*(?i:warning).*");

  private StandardError() {}

  /** Returns the first line that is no remark or warning, if there is one. */
  static Optional<String> complaint(String diagnostics) {
    int head = diagnostics.indexOf(HEAD);
    if (head < 0) {
      return Optional.empty();
    }
    return diagnostics
        .substring(head + HEAD.length())
        .lines()
        .takeWhile(line -> !END.matcher(line).matches())
        .filter(line -> !REMARK.matcher(line).matches())
        .findFirst()
        .map(String::strip);
  }
}
