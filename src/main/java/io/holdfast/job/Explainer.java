package io.holdfast.job;

import io.holdfast.config.FaultPolicy;
import io.holdfast.config.FinalParameter;
import io.holdfast.config.Keys;
import io.holdfast.config.MaxBad;
import io.holdfast.config.NanPolicy;
import io.holdfast.config.PolicyWarnings;
import io.holdfast.config.PolicyWriter;
import io.holdfast.config.Setting;
import io.holdfast.error.HoldfastException;
import io.holdfast.output.AtomicRename;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.fs.FileStatus;
import org.apache.hadoop.mapreduce.Job;
import org.apache.hadoop.util.ReflectionUtils;

/** Says what a run would do, by the same checks and settings, without running it. */
public final class Explainer {
  private static final String LOCAL =
      "Hadoop's local job runner retries nothing and never speculates:"
          + " what keeps a job on a cluster alive does not act here";

  private final Configuration base;

  /** Makes one for the cluster and the user's settings; they are not changed. */
  public Explainer(Configuration conf) {
    this.base = LocalSettings.prepare(conf);
  }

  /**
   * Plans a run.
   *
   * @throws HoldfastException as the run itself would before it submits anything
   */
  public Outline outline(RunRequest request) throws IOException {
    AtomicRename.require(request.output(), base);
    JobPlan plan = JobPlan.of(request, base);
    boolean resumes = request.ifExists() == IfExists.RESUME;
    if (resumes) {
      plan = EarlierRuns.adoptWaves(plan, base);
    }
    Configuration conf = new Configuration(base);
    boolean local = LocalSettings.isLocal(conf);
    List<String> warnings = new ArrayList<>(plan.notices());
    if (local) {
      LocalSettings.write(conf, plan.input().totalBytes(), plan.reducers());
      warnings.add(LOCAL);
    } else {
      PolicyWriter.write(conf).stream().map(FinalParameter::message).forEach(warnings::add);
      warnings.addAll(PolicyWarnings.find(conf));
    }
    List<Setting> settings = settings(conf, local);
    List<Stage> stages = StageList.of(plan, base);
    Job job = stages.get(0).createJob(conf);
    if (!resumes || new ExistingOutput(plan, base).find(stages).isEmpty()) {
      plan.requireFreeOutput(base);
    }
    return new Outline(
        local,
        plan.input().files().stream().map(FileStatus::getPath).toList(),
        plan.input().totalBytes(),
        splits(job),
        plan.reducers(),
        stages.stream().map(stage -> stage.outline(base)).toList(),
        request.output(),
        settings,
        warnings);
  }

  private static int splits(Job job) throws IOException {
    try {
      return ReflectionUtils.newInstance(job.getInputFormatClass(), job.getConfiguration())
          .getSplits(job)
          .size();
    } catch (ClassNotFoundException | InterruptedException e) {
      throw new IllegalStateException("an input format that looks at files", e);
    }
  }

  private static List<Setting> settings(Configuration conf, boolean local) {
    List<Setting> settings = new ArrayList<>();
    Keys.all()
        .forEach(
            key -> settings.add(Setting.read(conf, key.name(), key.defaultValue().toString())));
    settings.add(Setting.read(conf, MaxBad.KEY, MaxBad.NONE));
    settings.add(Setting.read(conf, NanPolicy.KEY, NanPolicy.DEFAULT.text()));
    if (local) {
      LocalSettings.KEYS.forEach(key -> settings.add(Setting.read(conf, key, "")));
    } else {
      FaultPolicy.all()
          .forEach(row -> settings.add(Setting.read(conf, row.key(), row.defaultValue())));
    }
    return settings;
  }
}
