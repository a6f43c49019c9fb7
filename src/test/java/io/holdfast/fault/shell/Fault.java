package io.holdfast.fault.shell;

/**
 * One thing that goes wrong.
 *
 * @param place where
 * @param task the map or reduce task's number; of the application master 0
 * @param attempt the attempt's number, of the master's too, from 0; or {@link #EVERY}
 * @param position how far it has got
 * @param action what happens to it
 */
public record Fault(Place place, int task, int attempt, long position, Action action) {
  /** Strikes every attempt. */
  public static final int EVERY = -1;

  private static final String SEPARATOR = ":";

  boolean strikes(Place where, int whichTask, int whichAttempt, long how) {
    return place == where
        && task == whichTask
        && (attempt == EVERY || attempt == whichAttempt)
        && how >= position;
  }

  /** Reads what {@link #toString} writes. */
  static Fault parse(String text) {
    String[] fields = text.split(SEPARATOR);
    return new Fault(
        Place.valueOf(fields[0]),
        Integer.parseInt(fields[1]),
        Integer.parseInt(fields[2]),
        Long.parseLong(fields[3]),
        Action.valueOf(fields[4]));
  }

  @Override
  public String toString() {
    return String.join(SEPARATOR, place + "", task + "", attempt + "", position + "", action + "");
  }
}
