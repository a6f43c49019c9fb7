package io.holdfast.cli;

import org.apache.log4j.Level;
import org.apache.log4j.Logger;

/** How much of Hadoop's log reaches the terminal. */
final class Logging {
  private Logging() {}

  /** Shows all of it, or nothing but what the program itself says. */
  static void configure(boolean verbose) {
    if (verbose) {
      Logger.getRootLogger().setLevel(Level.INFO);
      Logger.getLogger("org.apache.hadoop").setLevel(Level.INFO);
    }
  }
}
