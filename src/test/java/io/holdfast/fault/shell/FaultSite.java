package io.holdfast.fault.shell;

import io.holdfast.record.Batch;
import java.io.IOException;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.mapreduce.MRJobConfig;
import org.apache.hadoop.mapreduce.TaskAttemptContext;
import org.apache.hadoop.mapreduce.TaskAttemptID;
import org.apache.hadoop.util.Progressable;

/** An attempt that faults may strike, of a task or of the application master. */
final class FaultSite {
  private final List<Fault> faults;
  private final Configuration conf;
  private final Progressable reporter;
  private final int task;
  private final int attempt;
  private final String name;
  private final Set<Integer> struck = new HashSet<>();

  private FaultSite(Configuration conf, Progressable reporter, int task, int attempt, String name) {
    this.faults = FaultPlan.read(conf);
    this.conf = conf;
    this.reporter = reporter;
    this.task = task;
    this.attempt = attempt;
    this.name = name;
  }

  static FaultSite ofTask(TaskAttemptContext context) {
    return ofTask(context.getTaskAttemptID(), context.getConfiguration(), context);
  }

  static FaultSite ofTask(TaskAttemptID id, Configuration conf, Progressable reporter) {
    return new FaultSite(conf, reporter, id.getTaskID().getId(), id.getId(), id.toString());
  }

  /** Makes the site of the application master of this JVM. */
  static FaultSite ofMaster(Configuration conf) {
    int attempt = conf.getInt(MRJobConfig.APPLICATION_ATTEMPT_ID, 1) - 1;
    return new FaultSite(conf, () -> {}, 0, attempt, "master_" + attempt);
  }

  /** Poisons the row that the plan names, if it is in a batch: its key is no dictionary entry. */
  void poison(Batch batch, long firstRow) throws IOException {
    for (int i = 0; i < faults.size(); i++) {
      Fault fault = faults.get(i);
      long row = fault.position() - firstRow;
      if (fault.strikes(Place.MAP_ROW, task, attempt, firstRow + batch.size() - 1) && row >= 0) {
        new Strike(i, fault, name, conf, reporter).announce();
        batch.column(0).ids()[(int) row] = Integer.MAX_VALUE;
      }
    }
  }

  /** Strikes if the plan says so; what lasts strikes again each time. */
  void reach(Place place, long position) throws IOException, InterruptedException {
    for (int i = 0; i < faults.size(); i++) {
      Fault fault = faults.get(i);
      if (fault.strikes(place, task, attempt, position)) {
        boolean first = struck.add(i);
        Strike strike = new Strike(i, fault, name, conf, reporter);
        if (first) {
          strike.announce();
        }
        if (first || fault.action().isLasting()) {
          fault.action().strike(strike);
        }
      }
    }
  }
}
