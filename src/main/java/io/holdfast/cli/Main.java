package io.holdfast.cli;

import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.util.ToolRunner;

/**
 * The entry point of {@code bin/holdfast} and {@code hadoop jar}; the only one to end the process.
 */
public final class Main {
  private Main() {}

  /** Runs a command and exits with its code; the reference lists the codes. */
  public static void main(String[] arguments) {
    System.exit(run(arguments));
  }

  static int run(String... arguments) {
    try {
      return ToolRunner.run(
          new Configuration(), new HoldfastTool(), GenericOptions.moveToFront(arguments));
    } catch (Exception | LinkageError | OutOfMemoryError | StackOverflowError e) {
      return ErrorReport.print(e, false, System.err);
    }
  }
}
