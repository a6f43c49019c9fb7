package io.holdfast.job;

import io.holdfast.job.failure.Attempt;
import io.holdfast.job.failure.AttemptFailure;
import io.holdfast.job.failure.AttemptNotices;
import io.holdfast.job.failure.FailureCause;
import io.holdfast.job.failure.Proof;
import java.io.IOException;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import org.apache.hadoop.mapreduce.Job;
import org.apache.hadoop.mapreduce.TaskAttemptID;
import org.apache.hadoop.mapreduce.TaskCompletionEvent;
import org.apache.hadoop.mapreduce.TaskCompletionEvent.Status;
import org.apache.hadoop.mapreduce.TaskType;

/**
 * Collects how attempts ended, while the job runs and once more at its end.
 *
 * <p>Each application master, and then the job history, numbers the events of a job anew. So each
 * look asks for the last known event again: where another is in its place, it begins from the
 * first. No attempt is taken twice.
 */
final class AttemptWatcher {
  private static final int PAGE = 1000;
  private static final String SHUFFLE_PORT = "mapreduce.shuffle.port";

  private final AttemptEvents log;
  private final boolean showPorts;
  private final AttemptNotices notices;
  private final List<AttemptFailure> failures = new ArrayList<>();
  private final Set<TaskAttemptID> failed = new HashSet<>();
  private final Set<TaskAttemptID> won = new HashSet<>();
  private int next;
  private TaskAttemptID lastSeen;
  private Proof proof;

  AttemptWatcher(Job job, ProgressListener listener) {
    // Where it is 0, each node takes a free port, so a machine may have several nodes.
    this(AttemptEvents.of(job), job.getConfiguration().getInt(SHUFFLE_PORT, -1) == 0, listener);
  }

  /**
   * @param events what the cluster tells
   * @param showPorts whether a node is a host and a port
   */
  AttemptWatcher(AttemptEvents events, boolean showPorts, ProgressListener listener) {
    this.log = events;
    this.showPorts = showPorts;
    this.notices = new AttemptNotices(listener::notice);
  }

  /**
   * Takes what is new. A look that fails is no reason to end a run: the next one makes it good.
   *
   * @return false where it has failed
   */
  boolean look() throws InterruptedException {
    try {
      int found = PAGE;
      while (found == PAGE) {
        found = lookAtPage();
      }
      return true;
    } catch (IOException e) {
      startAgain(); // Whoever answers next may number the events in another way.
      return false;
    }
  }

  /** Returns how many events were there, the last known one among them. */
  private int lookAtPage() throws IOException, InterruptedException {
    int known = Math.min(next, 1);
    TaskCompletionEvent[] events = log.read(next - known, PAGE);
    if (known > 0 && (events.length == 0 || !events[0].getTaskAttemptId().equals(lastSeen))) {
      startAgain();
      return events.length == 0 ? 0 : PAGE;
    }
    for (TaskCompletionEvent event : List.of(events).subList(known, events.length)) {
      take(event);
      lastSeen = event.getTaskAttemptId();
      next++;
    }
    return events.length;
  }

  private void startAgain() {
    next = 0;
    lastSeen = null;
  }

  private void take(TaskCompletionEvent event) throws IOException, InterruptedException {
    switch (event.getStatus()) {
      case FAILED, TIPFAILED, KILLED -> takeFailure(event);
      case SUCCEEDED -> takeSuccess(event);
      case OBSOLETE -> {} // How it was lost is an event of its own.
    }
  }

  private void takeFailure(TaskCompletionEvent event) throws IOException, InterruptedException {
    TaskAttemptID id = event.getTaskAttemptId();
    if (failed.contains(id)) {
      return;
    }
    AttemptFailure failure =
        AttemptFailure.of(
            attempt(event),
            event.getStatus() == Status.KILLED,
            event.getStatus() == Status.TIPFAILED,
            log.diagnostics(id));
    failed.add(id);
    if (proof == null) {
      proof = Proof.find(failures, failure).orElse(null);
    }
    failures.add(failure);
    if (proof == null) {
      notices.tell(failure);
    }
  }

  /** Of a race the cluster tells the winner alone: fewer attempts failed than were started. */
  private void takeSuccess(TaskCompletionEvent event) {
    Attempt winner = attempt(event);
    if (winner.earlier() == 0 || !won.add(event.getTaskAttemptId())) {
      return;
    }
    long ended =
        failures.stream()
            .filter(one -> one.diagnosis().cause() != FailureCause.OUTRUN)
            .map(AttemptFailure::attempt)
            .filter(one -> one.isOfSameTask(winner) && one.master() == winner.master())
            .count();
    if (ended < winner.earlier()) {
      notices.tellRace(winner);
    }
  }

  private Attempt attempt(TaskCompletionEvent event) {
    TaskAttemptID id = event.getTaskAttemptId();
    String stage = id.getTaskType() == TaskType.MAP ? "map" : "reduce";
    return new Attempt(stage, id.getTaskID().getId(), id.getId(), node(event));
  }

  private String node(TaskCompletionEvent event) {
    String address =
        Objects.requireNonNullElse(event.getTaskTrackerHttp(), "").replaceFirst("^\\w+://", "");
    return address.replaceFirst(showPorts ? ":-\\d+$" : ":-?\\d+$", "");
  }

  /** Tells what was kept back. */
  void end() {
    notices.end();
  }

  /** Returns all failed and killed attempts in the order they were seen. */
  List<AttemptFailure> failures() {
    return List.copyOf(failures);
  }

  /** Returns why no other attempt can help, once that is known. */
  Optional<Proof> proof() {
    return Optional.ofNullable(proof);
  }
}
