package io.holdfast.job;

import io.holdfast.job.failure.Diagnosis;
import java.io.IOException;
import java.util.Objects;
import org.apache.hadoop.yarn.api.records.ApplicationAttemptId;
import org.apache.hadoop.yarn.api.records.ApplicationAttemptReport;
import org.apache.hadoop.yarn.api.records.ApplicationReport;
import org.apache.hadoop.yarn.exceptions.YarnException;

/** Notices, by asking the resource manager now and then, that an application master died. */
final class MasterWatcher {
  private static final long INTERVAL_NS = 5_000_000_000L;

  /** As long as the master's node is not known: when it is dead nobody tells. */
  private static final long FIRST_INTERVAL_NS = 1_000_000_000L;

  /** What the resource manager gives for the host of a master that has not registered. */
  private static final String UNKNOWN = "N/A";

  private final ApplicationNews application;
  private final ProgressListener listener;
  private boolean asked;
  private int attempt = 1;
  private String node = "";
  private long last = System.nanoTime();

  MasterWatcher(ApplicationNews application, ProgressListener listener) {
    this.application = application;
    this.listener = listener;
  }

  /** Asks, if the last time was long enough ago. That nobody answers is no reason to end a run. */
  void look() {
    if (System.nanoTime() - last < (node.isEmpty() ? FIRST_INTERVAL_NS : INTERVAL_NS)) {
      return;
    }
    last = System.nanoTime();
    try {
      ask();
      asked = true;
    } catch (IOException | YarnException e) {
      return; // The next look may have an answer.
    }
  }

  /** Asks once more at the end; a job shorter than the first interval had one master alone. */
  void end() {
    if (asked) {
      last -= INTERVAL_NS;
      look();
    }
  }

  private void ask() throws IOException, YarnException {
    ApplicationReport report = application.report();
    ApplicationAttemptId running = report.getCurrentApplicationAttemptId();
    int current = running == null ? attempt : running.getAttemptId();
    for (; attempt < current; attempt++) {
      ApplicationAttemptReport died = application.master(attempt);
      listener.notice(
          String.format(
              "[application master %d%s] died: %s; another one goes on", attempt, node, why(died)));
      node = "";
    }
    if (report.getHost() != null && !report.getHost().equals(UNKNOWN)) {
      node = " on " + report.getHost();
    }
  }

  private static String why(ApplicationAttemptReport died) {
    return Diagnosis.of(Objects.requireNonNullElse(died.getDiagnostics(), "")).root();
  }
}
