package io.holdfast.cli;

import io.holdfast.job.ProgressListener;

/** Chooses how progress is shown. */
final class Progress {
  /** The system property by which the launcher says that standard error is a terminal. */
  private static final String TERMINAL = "holdfast.terminal";

  private Progress() {}

  /** Returns a bar on a terminal, plain lines elsewhere, nothing when quiet. */
  static ProgressListener create(boolean quiet) {
    if (quiet) {
      return new Silence();
    }
    return isTerminal() ? new ProgressBarView() : new ProgressLines();
  }

  /** The launcher knows; a console may be there without a terminal from JDK 22 on. */
  private static boolean isTerminal() {
    return Boolean.getBoolean(TERMINAL);
  }

  /** Shows nothing. */
  private static final class Silence implements ProgressListener {
    @Override
    public void notice(String line) {}

    @Override
    public void begun(String stage) {}

    @Override
    public void progress(float map, float reduce) {}

    @Override
    public void ended() {}
  }
}
