package io.holdfast.cli;

import io.holdfast.job.ProgressListener;
import me.tongfei.progressbar.ProgressBar;
import me.tongfei.progressbar.ProgressBarBuilder;
import me.tongfei.progressbar.ProgressBarStyle;

/** Progress for a person: one bar over map and reduce. */
final class ProgressBarView implements ProgressListener {
  private static final int STEPS = 1000;

  /** The map phase reads all input; it is most of the work. */
  private static final float MAP_SHARE = 0.8f;

  private ProgressBar bar;
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
    if (bar == null) {
      bar =
          new ProgressBarBuilder()
              .setTaskName(stage)
              .setInitialMax(STEPS)
              .setStyle(ProgressBarStyle.ASCII)
              .hideEta()
              .clearDisplayOnFinish()
              .build();
    }
    bar.setExtraMessage(reduce > 0 ? "reduce" : "map");
    bar.stepTo((long) (STEPS * (MAP_SHARE * map + (1 - MAP_SHARE) * reduce)));
  }

  @Override
  public void ended() {
    if (bar != null) {
      bar.close();
      bar = null;
    }
  }
}
