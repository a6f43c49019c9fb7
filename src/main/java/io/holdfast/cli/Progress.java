package io.holdfast.cli;

import io.holdfast.job.ProgressListener;

/** Chooses how progress is shown. */
final class Progress {
  private Progress() {}

  /** Returns a bar on a terminal, plain lines elsewhere, nothing when quiet. */
  static ProgressListener create(boolean quiet) {
    if (quiet) {
      return new Silence();
    }
    return System.console() != null && isTerminal() ? new ProgressBarView() : new ProgressLines();
  }

  /** From JDK 22 on there is a console without a terminal too. */
  private static boolean isTerminal() {
    return System.getenv("TERM") != null && !"dumb".equals(System.getenv("TERM"));
  }

  /** Shows nothing. */
  private static final class Silence implements ProgressListener {
    @Override
    public void notice(String line) {}

    @Override
    public void progress(float map, float reduce) {}

    @Override
    public void ended() {}
  }
}
