package io.holdfast.cli;

import java.util.Locale;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.mapred.JobConf;
import org.apache.hadoop.util.ToolRunner;

/**
 * The entry point of {@code bin/holdfast} and {@code hadoop jar}; the only one to end the process.
 */
public final class Main {
  private static final String SITE_FILE = "holdfast-site.xml";

  private Main() {}

  /** Runs a command and exits with its code; the reference lists the codes. */
  public static void main(String[] arguments) {
    Locale.setDefault(Locale.Category.FORMAT, Locale.ROOT); // Digits that other programs read.
    System.exit(run(arguments));
  }

  static int run(String... arguments) {
    try {
      return ToolRunner.run(
          configuration(), new HoldfastTool(), GenericOptions.moveToFront(arguments));
    } catch (Exception | LinkageError | OutOfMemoryError | StackOverflowError e) {
      return ErrorReport.print(e, false, System.err);
    }
  }

  /**
   * The cluster's files, MapReduce's and YARN's among them, and above them our own site file: named
   * first, since a JobConf reads all that it knows of.
   */
  private static Configuration configuration() {
    Configuration conf = new Configuration();
    conf.addResource(SITE_FILE);
    return new JobConf(conf);
  }
}
