package io.holdfast.fault;

import io.holdfast.fault.shell.Action;
import io.holdfast.fault.shell.Fault;
import io.holdfast.fault.shell.Place;
import java.util.Random;

/**
 * Words to plan a fault with: {@code inMap(1).atRecord(700).does(THROW)}. It strikes attempt 0
 * unless said otherwise.
 */
final class Strikes {
  /** Chooses the points of {@link #somewhere}. */
  static final long SEED = Long.getLong("holdfast.fault.seed", 1);

  private final Place place;
  private final int task;
  private int attempt;
  private long position;

  private Strikes(Place place, int task) {
    this.place = place;
    this.task = task;
  }

  static Strikes inMap(int task) {
    return new Strikes(Place.MAP_RECORD, task);
  }

  static Strikes atRowOfMap(int task) {
    return new Strikes(Place.MAP_ROW, task);
  }

  static Strikes atEndOfMap(int task) {
    return new Strikes(Place.MAP_END, task);
  }

  static Strikes inCombinerOfMap(int task) {
    return new Strikes(Place.COMBINE, task);
  }

  static Strikes inShuffleOfReduce(int task) {
    return new Strikes(Place.SHUFFLE, task);
  }

  static Strikes inReduce(int task) {
    return new Strikes(Place.REDUCE_KEY, task);
  }

  static Strikes inCommit(Place place, int task) {
    return new Strikes(place, task);
  }

  static Strikes inJobCommit(Place place) {
    return new Strikes(place, 0);
  }

  Strikes ofAttempt(int number) {
    attempt = number;
    return this;
  }

  Strikes ofEveryAttempt() {
    attempt = Fault.EVERY;
    return this;
  }

  /**
   * At a point that the seed chooses: {@code -Dholdfast.fault.seed=N} repeats a choice. The least
   * of three maps of {@link Subject#readings} has 1800 rows, the lesser of two reduces 16 groups.
   */
  Strikes somewhere() {
    int bound =
        switch (place) {
          case MAP_RECORD, MAP_ROW -> 1800;
          case COMBINE -> 15;
          case REDUCE_KEY -> 15;
          case MAP_END,
              SHUFFLE,
              REDUCE_END,
              BEFORE_TASK_COMMIT,
              IN_TASK_COMMIT,
              AFTER_TASK_COMMIT,
              BEFORE_JOB_COMMIT,
              IN_JOB_COMMIT,
              AFTER_JOB_COMMIT ->
              throw new IllegalStateException(place + " has no points to choose from");
        };
    return after(new Random(SEED + place.ordinal() + task).nextInt(bound));
  }

  /** After so many rows. */
  Strikes atRecord(long rows) {
    return after(rows);
  }

  /** After so many of what the place counts. */
  Strikes after(long count) {
    position = count;
    return this;
  }

  Fault does(Action action) {
    return new Fault(place, task, attempt, position, action);
  }
}
