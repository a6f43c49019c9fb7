package io.holdfast.job.failure;

import java.util.function.Consumer;

/** Tells of attempts that ended badly while the job goes on, so that its post-mortem is there. */
public final class AttemptNotices {
  /** So many lines, then only their number at the end. */
  static final int MOST = 10;

  private final Consumer<String> listener;
  private int untold;
  private int told;

  /** Makes one that gives its lines to a listener. */
  public AttemptNotices(Consumer<String> listener) {
    this.listener = listener;
  }

  /** Tells of an attempt that ended badly, in one line, if that says something. */
  public void tell(AttemptFailure failure) {
    FailureCause cause = failure.diagnosis().cause();
    if (failure.killed() ? cause.isLoss() : !failure.last()) {
      say("[" + failure.attempt().name() + "] " + failure.diagnosis().brief() + "; tried again");
    }
  }

  /** Tells that a second attempt was faster than the first: a slow node, or a slow disk. */
  public void tellRace(Attempt winner) {
    say("[" + winner.name() + "] was faster than an earlier attempt, which was stopped");
  }

  private void say(String line) {
    if (told < MOST) {
      told++;
      listener.accept(line);
    } else {
      untold++;
    }
  }

  /** Tells how many lines were kept back. */
  public void end() {
    if (untold > 0) {
      listener.accept("and " + untold + " more attempts that failed, or were faster than another");
      untold = 0;
    }
  }
}
