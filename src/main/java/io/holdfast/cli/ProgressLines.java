package io.holdfast.cli;

import io.holdfast.job.ProgressListener;

/** Progress for a log: a line every few seconds. */
final class ProgressLines implements ProgressListener {
  private static final long INTERVAL_NS = 5_000_000_000L;
  private static final float PERCENT = 100;

  private final long began = System.nanoTime();
  private long last = began;
  private String stage = "";

  @Override
  public void notice(String line) {
    System.err.println(line);
  }

  @Override
  public void begun(String name) {
    stage = name;
  }

  @Override
  public void progress(float map, float reduce) {
    long now = System.nanoTime();
    if (now - last >= INTERVAL_NS) {
      last = now;
      System.err.printf(
          "%s: map %.0f %%, reduce %.0f %%, %d s%n",
          stage, map * PERCENT, reduce * PERCENT, (now - began) / 1_000_000_000L);
    }
  }

  @Override
  public void ended() {}
}
