package io.holdfast.job.failure;

import java.util.List;
import java.util.Optional;

/** What a container's process wrote before it ended, as node managers pass it on. */
final class StandardError {
  private static final String HEAD = "Last 4096 bytes of stderr :";

  private StandardError() {}

  /** Returns the last line that is no remark of the log's set-up, if there is one. */
  static Optional<String> lastLine(String diagnostics) {
    int head = diagnostics.indexOf(HEAD);
    if (head < 0) {
      return Optional.empty();
    }
    List<String> lines =
        diagnostics
            .substring(head + HEAD.length())
            .lines()
            .takeWhile(line -> !line.matches("\\[\\d{4}-.*|For more detailed output.*"))
            .filter(line -> !line.isBlank() && !line.startsWith("log4j:"))
            .toList();
    return lines.isEmpty() ? Optional.empty() : Optional.of(lines.get(lines.size() - 1).strip());
  }
}
