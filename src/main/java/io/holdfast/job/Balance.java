package io.holdfast.job;

import io.holdfast.config.HadoopDefaults;
import io.holdfast.config.NanPolicy;
import io.holdfast.error.HoldfastException;
import io.holdfast.input.SourceFormat;
import io.holdfast.input.split.InputSample;
import io.holdfast.map.KeySketch;
import io.holdfast.shuffle.GroupKey;
import io.holdfast.shuffle.HashPartitioner;
import io.holdfast.shuffle.Placement;
import io.holdfast.shuffle.QueryConfiguration;
import java.io.IOException;
import java.util.List;
import java.util.Locale;
import java.util.function.ToIntFunction;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.mapreduce.Job;

/**
 * Where a sample of the input says that keys should go.
 *
 * @param placement {@link Placement#NONE} where the hash does
 * @param notices what the user should know
 */
record Balance(Placement placement, List<String> notices) {
  static final Balance NONE = new Balance(Placement.NONE, List.of());

  /** Nobody looks at a smaller input unasked: another stage would cost more than it saves. */
  private static final long WORTH_A_LOOK_BYTES = 1L << 30;

  /**
   * How many times longer than with slices the reducers must take for groups to be sliced unasked:
   * with slices a job of a minute or two takes half as much work again, or more.
   */
  private static final double WORTH_SLICING = 2;

  private static final double MEGABYTE = 1e6;
  private static final double NANOSECONDS = 1e9;

  /** Looks at the input of a plan, where that is asked for or may pay. */
  static Balance of(JobPlan plan, Configuration conf) throws IOException {
    return isWanted(plan, conf) && plan.reducers() > 1 && plan.input().totalBytes() > 0
        ? sample(plan, conf)
        : NONE;
  }

  private static boolean isWanted(JobPlan plan, Configuration conf) {
    return switch (plan.request().partitioning()) {
      case BALANCED -> {
        if (HadoopDefaults.isSet(conf, Job.PARTITIONER_CLASS_ATTR)) {
          throw HoldfastException.user(
              "[%s] expected it unset with --partitioner balanced, got %s",
              Job.PARTITIONER_CLASS_ATTR, conf.get(Job.PARTITIONER_CLASS_ATTR));
        }
        yield true;
      }
      case AUTO ->
          !plan.bound().orderedArguments().isEmpty()
              && !HadoopDefaults.isSet(conf, Job.PARTITIONER_CLASS_ATTR)
              && plan.input().totalBytes() >= WORTH_A_LOOK_BYTES;
      case HASH, RANGE, CUSTOM -> false;
    };
  }

  /**
   * Returns for what share of all reducers' work one must wait, with as many cores as there are.
   */
  private static double longest(double skew, JobPlan plan, Configuration conf) {
    int cores =
        LocalSettings.isLocal(conf) ? Runtime.getRuntime().availableProcessors() : plan.reducers();
    return Math.max(skew / plan.reducers(), 1.0 / cores);
  }

  private static Balance sample(JobPlan plan, Configuration conf) throws IOException {
    long began = System.nanoTime();
    Configuration copy = new Configuration(conf);
    copy.setEnum(SourceFormat.KEY, plan.request().format());
    QueryConfiguration.write(copy, plan.query());
    InputSample sample = new InputSample(plan.input(), copy);
    KeySketch sketch = new KeySketch(plan.query().bind(), NanPolicy.read(conf));
    PlacementPlanner planner;
    try {
      sample.read(sketch::add);
      planner = new PlacementPlanner(plan.bound(), sketch.finish(), plan.reducers());
    } catch (InterruptedException e) {
      throw new IllegalStateException("nobody interrupts a driver that plans", e);
    }
    HashPartitioner hash = new HashPartitioner();
    hash.setConf(copy);
    ToIntFunction<GroupKey> spread = key -> hash.getPartition(key, null, plan.reducers());
    Placement placement = planner.plan(spread);
    double before = planner.skew(Placement.NONE, spread);
    double after = planner.skew(placement, spread);
    String looked =
        String.format(
            Locale.ROOT,
            "[%s] a sample of %.1f MB, in %.1f s: by their hash the heaviest of %d reducers would"
                + " get %.2f times the mean",
            plan.request().output(),
            sample.bytesRead() / MEGABYTE,
            (System.nanoTime() - began) / NANOSECONDS,
            plan.reducers(),
            before);
    boolean used =
        plan.request().partitioning() == Partitioning.BALANCED
            || placement.hasSlices()
                && longest(before, plan, conf) > WORTH_SLICING * longest(after, plan, conf);
    String placed = String.format(Locale.ROOT, "%s; as keys are placed, %.2f times", looked, after);
    return used
        ? new Balance(placement, List.of(placed))
        : new Balance(Placement.NONE, List.of(looked));
  }
}
