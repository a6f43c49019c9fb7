package io.holdfast.fault.shell;

import java.util.Arrays;
import java.util.List;
import java.util.stream.Collectors;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.fs.Path;

/** The faults of a job, in its configuration; only the shells of this package read them. */
public final class FaultPlan {
  /** The faults, one after the other. */
  public static final String FAULTS = "fault.plan";

  /**
   * The directory, on a file system that all share, by which shells and test hear of each other.
   */
  public static final String DIRECTORY = "fault.directory";

  private FaultPlan() {}

  /** Writes faults as a value of {@link #FAULTS}. */
  public static String toText(List<Fault> faults) {
    return faults.stream().map(Fault::toString).collect(Collectors.joining(","));
  }

  static List<Fault> read(Configuration conf) {
    return Arrays.stream(conf.getTrimmedStrings(FAULTS)).map(Fault::parse).toList();
  }

  static Path directory(Configuration conf) {
    return new Path(conf.get(DIRECTORY));
  }

  static Path firedDirectory(Configuration conf) {
    return new Path(directory(conf), "fired");
  }

  static Path gate(Configuration conf) {
    return new Path(directory(conf), "gate");
  }
}
